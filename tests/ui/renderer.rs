//! A rasteriser on the processor for egui's meshes: no GPU, no driver, the same bytes on every run.

use std::collections::HashMap;

use egui::{
    Color32, ImageData, TextureFilter, TextureId, TexturesDelta,
    epaint::{ImageDelta, Mesh, Primitive, Vertex},
};
use egui_kittest::TestRenderer;

struct Texture {
    size: [usize; 2],
    pixels: Vec<[f32; 4]>,
    linear: bool,
}

impl Texture {
    fn at(&self, x: i32, y: i32) -> [f32; 4] {
        let x = x.clamp(0, self.size[0] as i32 - 1) as usize;
        let y = y.clamp(0, self.size[1] as i32 - 1) as usize;
        self.pixels[y * self.size[0] + x]
    }

    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.size[0] as f32, v * self.size[1] as f32);
        if !self.linear {
            return self.at(x as i32, y as i32);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        if fx < 1e-4 && fy < 1e-4 {
            return self.at(left, top);
        }
        let corners = [self.at(left, top), self.at(left + 1, top), self.at(left, top + 1), self.at(left + 1, top + 1)];
        let weights = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
        std::array::from_fn(|i| (0..4).map(|corner| corners[corner][i] * weights[corner]).sum())
    }
}

/// Pixels between two corners, the second one excluded.
#[derive(Clone, Copy)]
struct Clip {
    min: [usize; 2],
    max: [usize; 2],
}

/// Renders what a harness has drawn.
#[derive(Default)]
pub struct CpuRenderer {
    textures: HashMap<TextureId, Texture>,
}

impl CpuRenderer {
    fn apply(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let floats = |color: &Color32| color.to_array().map(f32::from);
        match delta.pos {
            None => {
                let linear = delta.options.magnification == TextureFilter::Linear;
                let pixels = image.pixels.iter().map(floats).collect();
                self.textures.insert(id, Texture { size: image.size, pixels, linear });
            }
            Some([x, y]) => {
                let Some(texture) = self.textures.get_mut(&id) else { return };
                for row in 0..height {
                    let start = (y + row) * texture.size[0] + x;
                    let source = &image.pixels[row * width..(row + 1) * width];
                    for (target, color) in texture.pixels[start..start + width].iter_mut().zip(source) {
                        *target = floats(color);
                    }
                }
            }
        }
    }

    fn mesh(&self, canvas: &mut Canvas, mesh: &Mesh, clip: Clip, scale: f32) -> Result<(), String> {
        let texture = self.textures.get(&mesh.texture_id).ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|i| &mesh.vertices[corners[i] as usize]);
            canvas.triangle(texture, corners, clip, scale);
        }
        Ok(())
    }
}

struct Canvas {
    width: usize,
    pixels: Vec<[f32; 4]>,
}

fn edge(a: [f32; 2], b: [f32; 2], p: [f32; 2]) -> f32 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

impl Canvas {
    fn triangle(&mut self, texture: &Texture, mut corners: [&Vertex; 3], clip: Clip, scale: f32) {
        let place = |v: &Vertex| [v.pos.x * scale, v.pos.y * scale];
        let area = edge(place(corners[0]), place(corners[1]), place(corners[2]));
        if area == 0.0 || !area.is_finite() {
            return;
        }
        if area < 0.0 {
            corners.swap(1, 2);
        }
        let (area, points) = (area.abs(), corners.map(place));
        // Of two triangles that share an edge only one paints the pixels on it.
        let owns = |a: [f32; 2], b: [f32; 2]| b[1] < a[1] || (b[1] == a[1] && b[0] > a[0]);
        let owned = [owns(points[1], points[2]), owns(points[2], points[0]), owns(points[0], points[1])];
        let low = |axis: usize| points.iter().fold(f32::INFINITY, |m, p| m.min(p[axis])).floor().max(0.0) as usize;
        let high = |axis: usize| points.iter().fold(0f32, |m, p| m.max(p[axis])).ceil().max(0.0) as usize;
        let flat = corners.iter().all(|v| v.color == corners[0].color && v.uv == corners[0].uv);
        let one = flat.then(|| shade(texture, corners, [1.0, 0.0, 0.0]));
        for y in low(1).max(clip.min[1])..high(1).min(clip.max[1]) {
            for x in low(0).max(clip.min[0])..high(0).min(clip.max[0]) {
                let p = [x as f32 + 0.5, y as f32 + 0.5];
                let inside = [edge(points[1], points[2], p), edge(points[2], points[0], p), edge(points[0], points[1], p)];
                if (0..3).any(|i| inside[i] < 0.0 || (inside[i] == 0.0 && !owned[i])) {
                    continue;
                }
                let color = one.unwrap_or_else(|| shade(texture, corners, inside.map(|part| part / area)));
                let target = &mut self.pixels[y * self.width + x];
                let behind = 1.0 - color[3] / 255.0;
                for i in 0..4 {
                    target[i] = color[i] + target[i] * behind;
                }
            }
        }
    }
}

fn shade(texture: &Texture, corners: [&Vertex; 3], parts: [f32; 3]) -> [f32; 4] {
    let mix = |value: &dyn Fn(&Vertex) -> f32| (0..3).map(|i| value(corners[i]) * parts[i]).sum::<f32>();
    let texel = texture.sample(mix(&|v| v.uv.x), mix(&|v| v.uv.y));
    std::array::from_fn(|i| mix(&|v| f32::from(v.color.to_array()[i])) * texel[i] / 255.0)
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        #[expect(clippy::iter_over_hash_type, reason = "each texture is replaced for itself")]
        for (id, deltas) in delta.set.drain() {
            for delta in &deltas {
                self.apply(id, delta);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each texture is dropped for itself")]
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut canvas = Canvas { width, pixels: vec![[0.0; 4]; width * height] };
        for part in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &part.primitive else { continue };
            let pixel = |value: f32, limit: usize| ((value * scale).round().max(0.0) as usize).min(limit);
            let clip = Clip {
                min: [pixel(part.clip_rect.min.x, width), pixel(part.clip_rect.min.y, height)],
                max: [pixel(part.clip_rect.max.x, width), pixel(part.clip_rect.max.y, height)],
            };
            self.mesh(&mut canvas, mesh, clip, scale)?;
        }
        let mut image = image::RgbaImage::new(width as u32, height as u32);
        for (target, pixel) in image.pixels_mut().zip(&canvas.pixels) {
            let [r, g, b, a] = pixel.map(|v| v.round().clamp(0.0, 255.0) as u8);
            target.0 = Color32::from_rgba_premultiplied(r, g, b, a).to_srgba_unmultiplied();
        }
        Ok(image)
    }
}
