//! A text was read in the wrong encoding once.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, inferred};
use crate::spec::{Privacy, Type};

/// The rule.
pub static RULE: Rule = Rule {
    code: "encoding-mojibake",
    level: Level::Warning,
    topic: Topic::Text,
    title: "Garbled letters",
    summary: "A text was read in the wrong encoding before it was exported.",
    what: "Texts with the traces of UTF-8 that was read as Windows-1252, such as JosÃ© and Oâ€™Brien, and the sign that stands for an unreadable letter. Letters that such texts merely look like are left alone.",
    why: "Nobody refuses it, but people see their names wrong, and searches do not find them.",
    remedy: "Look for the step of the export that reads the text as Windows-1252 although it is UTF-8.",
    effects: &[inferred("Every receiver", "shows wrong names")],
    bad: "JosÃ©",
    good: "José",
    source: "How encodings go wrong",
    message: |place, _| format!("{} is {}, garbled by a wrong encoding", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 60,
        ids_are_fine: true,
        applies: |_, place| matches!(place.column.ty, Type::Text | Type::TextList) && place.column.privacy != Privacy::Secret,
        is_bad: |_, text| !text.is_ascii() && is_garbled(text),
    }),
    ..PLAIN
};

fn is_garbled(text: &str) -> bool {
    if text.contains('\u{fffd}') {
        return true;
    }
    // Marks from 0x80 to 0x9f of Windows-1252, but for letters and for quotes, which stand behind a capital in sound texts too.
    let sign = |c: char| matches!(c, '€' | '‚' | '„' | '…' | '†' | '‡' | 'ˆ' | '‰' | '‹' | '•' | '˜' | '™' | '›' | '\u{80}'..='\u{bf}');
    let letters = text.chars();
    letters.clone().zip(letters.clone().skip(1)).any(|(lead, next)| match lead {
        'Â' => matches!(next, '\u{80}'..='\u{bf}'),
        'Ã' => sign(next) || matches!(next, 'ƒ' | 'Š' | 'Œ' | 'Ž' | 'š' | 'œ' | 'ž' | 'Ÿ' | '–' | '—' | '‘' | '’' | '“' | '”'),
        'Ä' | 'Å' => sign(next),
        'â' => next == '€',
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::is_garbled;

    #[test]
    fn sound_letters_are_not_garbled() {
        for text in ["JosÃ©", "Oâ€™Brien", "MuÃ±oz", "Ã…sa", "KrakÃ³w", "Å\u{81}", "Anna \u{fffd}"] {
            assert!(is_garbled(text), "{text}");
        }
        for text in ["José", "SÃO PAULO", "IRMÃ", "Âge", "Åsa", "Ägypten", "ANDRÉ’S", "ÄŠ", "Łódź", "PAPÂ", "Ngân – â", "日本"]
        {
            assert!(!is_garbled(text), "{text}");
        }
    }
}
