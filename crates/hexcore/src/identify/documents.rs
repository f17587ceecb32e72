//! Documents: of offices, for printers, and books.

mod books;
mod office;
mod ole;
mod pdf;
mod postscript;
mod rtf;
mod windows;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[
    pdf::PDF,
    pdf::LATE,
    pdf::FDF,
    postscript::POSTSCRIPT,
    postscript::PLAIN,
    postscript::DOS_EPS,
    postscript::DVI,
    rtf::RTF,
    office::EPUB,
    office::ODT,
    office::OTT,
    office::ODM,
    office::OTH,
    office::ODS,
    office::OTS,
    office::ODP,
    office::OTP,
    office::ODG,
    office::OTG,
    office::ODC,
    office::ODF_FORMULA,
    office::ODI,
    office::ODB,
    office::SXW,
    office::DOCX,
    office::XLSX,
    office::PPTX,
    office::VSDX,
    office::XPS,
    ole::COMPOUND,
    ole::WORD,
    ole::EXCEL,
    ole::POWERPOINT,
    ole::OUTLOOK,
    ole::VISIO,
    ole::ENCRYPTED,
    ole::INSTALLER,
    books::MOBI,
    books::PALMDOC,
    books::LIT,
    books::CHM,
    books::HLP,
    windows::LNK,
    windows::ACCESS,
    windows::ONENOTE,
    windows::WORDPERFECT,
];
