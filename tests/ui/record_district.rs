//! A small district on disk with honest faults, for the pages of records and findings.

use std::path::Path;
use std::sync::Arc;

use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};

/// OneRoster 1.1, bulk: two schools, four people who study, two who teach, two guardians.
pub const V1_1: &[(&str, &str)] = &[
    (
        "manifest.csv",
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.academicSessions,bulk\nfile.categories,absent\n\
         file.classes,bulk\nfile.classResources,absent\nfile.courses,bulk\nfile.courseResources,absent\nfile.demographics,bulk\n\
         file.enrollments,bulk\nfile.lineItems,absent\nfile.orgs,bulk\nfile.resources,absent\nfile.results,absent\nfile.users,bulk\n\
         source.systemName,Invented SIS\nsource.systemCode,inv\n",
    ),
    (
        "orgs.csv",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\
         o-0,,,Marlow Valley USD,district,MV,\n\
         0410,,,Elm Creek High,school,410,o-0\n\
         0467,,,Sequoia Middle,school,467,o-0\n",
    ),
    (
        "academicSessions.csv",
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
         y-27,,,Year 2026–27,schoolYear,2026-08-17,2027-06-11,,2027\n\
         s-1,,,Semester 1,semester,2026-08-17,2026-12-18,y-27,2027\n\
         s-2,,,Semester 2,semester,2027-01-05,2027-06-11,y-27,2027\n",
    ),
    (
        "users.csv",
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,\
         email,sms,phone,agentSourcedIds,grades,password,metadata.bus\n\
         0048213,,,true,0410,student,ahaddad29,{LDAP:ahaddad29},Amina,Haddad,,S-48213,ahaddad29@mvusd.example,,,\"0048901,0048902\",09,hunter2,7\n\
         0048214,,,true,0410,student,oscar,,Oscar,Lindqvist,,S-48214,oscar@mvusd.example,,,0048901,09,,\n\
         0048215,,,false,\"0410,0467\",student,kofi,,Kofi,Mensah,,S-48215,kofi@mvusd.example,,,,10,,\n\
         t-1,,,true,0410,teacher,praman,,Priya,Raman,,,praman@mvusd.example,,,,,,\n\
         t-2,,,true,0410,teacher,tortega,,Tomás,Ortega,,,tortega@mvusd.example,,,,,,\n\
         0048901,,,true,0410,parent,khaddad,,Karim,Haddad,,,khaddad@mail.example,,,0048213,,,\n\
         0048902,,,true,0410,guardian,leila,,Leïla,Haddad-Benali,,,,,,,,,\n\
         0048213,,,true,0410,student,ahaddad2,,Amina,Haddad,,,,,,,09,,\n",
    ),
    (
        "courses.csv",
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n\
         co-1,,,y-27,Algebra I,ALG1,09,0410,Mathematics,02052\n\
         co-2,,,y-27,Studio Art,ART2,09,0410,,\n",
    ),
    (
        "classes.csv",
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,\
         subjects,subjectCodes,periods\n\
         c-1,,,\"Algebra I, period 2\",09,co-1,ALG1-2,scheduled,Room 12,0410,s-1,Mathematics,02052,\"2,4\"\n\
         c-2,,,Studio Art,09,co-2,ART2-1,scheduled,,0410,s-2,,,\n\
         c-3,,,Homeroom 9B,09,co-1,HR9B,homeroom,,0457,\"s-1,s-2\",,,\n",
    ),
    (
        "enrollments.csv",
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n\
         e-1,,,c-1,0410,0048213,student,,2026-08-24,\n\
         e-2,,,c-2,0410,0048213,student,,,\n\
         e-3,,,c-3,0410,0048213,student,,,\n\
         e-4,,,c-3999,0410,0048213,student,,,\n\
         e-5,,,c-1,0410,0048214,student,,,\n\
         e-6,,,c-1,0410,0048215,student,,2026-08-24,2026-09-30\n\
         e-7,,,c-1,0410,t-2,teacher,false,,\n\
         e-8,,,c-1,0410,t-1,teacher,true,,\n\
         e-9,,,c-2,0410,t-2,teacher,true,,\n",
    ),
    (
        "demographics.csv",
        "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,\
         nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,\
         stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus\n\
         0048213,,,2011-04-02,female,false,false,false,false,true,false,false,US,CA,Marlow,01652\n",
    ),
];

/// OneRoster 1.2: roles and preferred names.
pub const V1_2: &[(&str, &str)] = &[
    ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.roles,bulk\nfile.users,bulk\n"),
    (
        "orgs.csv",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\
         o-0,,,Marlow Valley USD,district,MV,\n0410,,,Elm Creek High,school,410,o-0\n",
    ),
    (
        "users.csv",
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,\
         agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,\
         primaryOrgSourcedId,pronouns\n\
         u-1,,,true,ahaddad,,Amina,Haddad,,,ahaddad@mvusd.example,,,u-2,09,,um-1,أمينة,,حداد,0410,she/her\n\
         u-2,,,true,khaddad,,Karim,Haddad,,,,,+1 555 0100,,,,,,,,,\n",
    ),
    (
        "roles.csv",
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n\
         r-1,,,u-1,secondary,aide,,,o-0,\nr-2,,,u-1,primary,student,2025-08-25,,0410,\nr-3,,,u-2,primary,guardian,,,0410,\n",
    ),
];

/// OneRoster 1.2: one class with results in every state.
pub const GRADED: &[(&str, &str)] = &[
    (
        "manifest.csv",
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.roles,bulk\nfile.users,bulk\n\
         file.academicSessions,bulk\nfile.courses,bulk\nfile.classes,bulk\nfile.enrollments,bulk\nfile.resources,bulk\n\
         file.classResources,bulk\nfile.categories,bulk\nfile.lineItems,bulk\nfile.results,bulk\n",
    ),
    ("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no-1,,,Elm Creek High,school,410,\n"),
    (
        "academicSessions.csv",
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
         s-1,,,Semester 1,semester,2026-08-17,2026-12-18,,2027\n",
    ),
    (
        "users.csv",
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,\
         agentSourcedIds,grades,password,userMasterIdentifier\n\
         u-1,,,true,amina,,Amina,Haddad,,,,,,,09,,\n\
         u-2,,,true,oscar,,Oscar,Lindqvist,,,,,,,\"09,10\",,\n\
         u-3,,,true,kofi,,Kofi,Mensah,,,,,,,,,\n\
         t-1,,,true,praman,,Priya,Raman,,,,,,,,,\n",
    ),
    (
        "roles.csv",
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n\
         r-1,,,u-1,primary,student,,,o-1,\nr-2,,,u-2,primary,student,,,o-1,\nr-3,,,u-3,primary,student,,,o-1,\n\
         r-4,,,t-1,primary,teacher,,,o-1,\nr-5,,,u-1,secondary,student,,,o-1,\n",
    ),
    (
        "courses.csv",
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nco-1,,,,Mathematics 6,MA6,06,o-1,,\n",
    ),
    (
        "classes.csv",
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,\
         subjects,subjectCodes,periods\nc-1,,,Mathematics 6B,06,co-1,MA6-B,scheduled,,o-1,s-1,,,\n",
    ),
    (
        "enrollments.csv",
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n\
         e-1,,,c-1,o-1,u-1,student,false,,\ne-2,,,c-1,o-1,u-2,student,false,2026-09-01,2026-10-30\ne-3,,,c-1,o-1,t-1,teacher,true,,\n",
    ),
    (
        "resources.csv",
        "sourcedId,status,dateLastModified,vendorResourceId,title,roles,importance,vendorId,applicationId\n\
         re-1,,,v-1,Everyday Mathematics,\"primary\",primary,,\n",
    ),
    (
        "classResources.csv",
        "sourcedId,status,dateLastModified,title,classSourcedId,resourceSourcedId\ncr-1,,,,c-1,re-1\ncr-2,,,,c-1,re-9\n",
    ),
    ("categories.csv", "sourcedId,status,dateLastModified,title,weight\nk-1,,,Homework,40\nk-2,,,Tests,60\n"),
    (
        "lineItems.csv",
        "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,\
         academicSessionSourcedId,resultValueMin,resultValueMax,schoolSourcedId\n\
         l-4,,,Talk,,2026-09-01,2026-09-05,c-1,k-9,s-1,0,10,o-1\n\
         l-2,,,Ratios,,2026-09-10,2026-09-20,c-1,k-1,s-1,0,20,o-1\n\
         l-3,,,Unit 1,,2026-09-12,2026-10-01,c-1,k-2,s-1,0,100,o-1\n\
         l-1,,,Fractions,,2026-09-01,2026-09-08,c-1,k-1,s-1,0,20,o-1\n",
    ),
    (
        "results.csv",
        "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,\
         classSourcedId,inProgress,incomplete,late,missing\n\
         x-1,,,l-1,u-1,fully graded,18,2026-09-09,,,,,,,\n\
         x-2,,,l-1,u-1,fully graded,17,2026-09-10,,,,,,,\n\
         x-3,,,l-2,u-1,fully graded,12,2026-09-25,,,,,,true,\n\
         x-4,,,l-3,u-1,fully graded,150,2026-10-02,,,,,,,\n\
         x-5,,,l-4,u-1,submitted,,2026-09-06,,,,,,,\n\
         x-6,,,l-1,u-2,not submitted,,2026-09-09,,,,,,,\n\
         x-7,,,l-2,u-2,exempt,,2026-09-25,,,,,,,\n\
         x-8,,,l-3,u-2,fully graded,80,2026-10-02,,,,,,,\n\
         x-9,,,l-3,u-99,fully graded,70,2026-10-02,,,,,,,\n\
         x-10,,,l-3,u-3,partially graded,,2026-10-02,,,,,,,\n",
    ),
];

/// OneRoster 1.1, delta: one row to be deleted.
pub const DELTA: &[(&str, &str)] = &[
    ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,delta\n"),
    (
        "orgs.csv",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\
         0410,tobedeleted,2026-11-20T08:00:00.000Z,Elm Creek High,school,410\n",
    ),
];

/// Writes the files into a folder.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file is written");
    }
}

/// Opens the files as a whole roster.
pub fn open(files: &[(&str, &str)]) -> Arc<Roster> {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), files);
    let roster = roster::open(&[folder.path().to_owned()], &Limits::default(), &Watch::new()).expect("it opens");
    roster.relations().build_all(roster.data());
    roster
}
