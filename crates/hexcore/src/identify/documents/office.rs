//! Documents that are ZIP archives: EPUB, OpenDocument, Office Open XML, XPS.

use std::ops::Range;

use crate::identify::archives::zip::{BEGINS, named_entry, names, of, says};
use crate::identify::kind::Kind;
use crate::identify::test::Test::Code;
use crate::identify::view::View;

pub(super) const EPUB: Kind = of(
    "epub",
    "EPUB document",
    "application/epub+zip",
    &["epub"],
    &[BEGINS, Code(160, |view| says(view, "application/epub+zip"))],
    "EPUB 3.3, 4.2 (OCF ZIP container)",
    "An electronic book is a ZIP of web pages; its first entry is not compressed, so that its bytes say EPUB.",
);

const ODF: &str = "OASIS OpenDocument 1.3, Part 2: Packages, 3.3";

/// A kind of OpenDocument, which the first entry of the archive tells.
macro_rules! open_document {
    ($id:literal, $name:literal, $mime:literal, $extension:literal, $lesson:literal) => {
        of(
            $id,
            $name,
            $mime,
            &[$extension],
            &[BEGINS, Code(160, |view| says(view, $mime))],
            ODF,
            $lesson,
        )
    };
}

pub(super) const ODT: Kind = open_document!(
    "odt",
    "OpenDocument Text",
    "application/vnd.oasis.opendocument.text",
    "odt",
    "A text of LibreOffice is a ZIP of XML: content.xml has the words, and styles.xml how they look."
);
pub(super) const OTT: Kind = open_document!(
    "ott",
    "OpenDocument Text Template",
    "application/vnd.oasis.opendocument.text-template",
    "ott",
    "A template is a document that is copied rather than changed; only its type says so."
);
pub(super) const ODM: Kind = open_document!(
    "odm",
    "OpenDocument Master Document",
    "application/vnd.oasis.opendocument.text-master",
    "odm",
    "A master document puts a book together from files with its chapters."
);
pub(super) const OTH: Kind = open_document!(
    "oth",
    "OpenDocument HTML Document Template",
    "application/vnd.oasis.opendocument.text-web",
    "oth",
    "It is a template for web pages that are written like texts."
);
pub(super) const ODS: Kind = open_document!(
    "ods",
    "OpenDocument Spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "ods",
    "A spreadsheet keeps both the formula of a cell and its last result, so that it can be shown at once."
);
pub(super) const OTS: Kind = open_document!(
    "ots",
    "OpenDocument Spreadsheet Template",
    "application/vnd.oasis.opendocument.spreadsheet-template",
    "ots",
    "A template for spreadsheets differs from one by its type only."
);
pub(super) const ODP: Kind = open_document!(
    "odp",
    "OpenDocument Presentation",
    "application/vnd.oasis.opendocument.presentation",
    "odp",
    "Slides are XML in a ZIP, with the pictures beside it as they were."
);
pub(super) const OTP: Kind = open_document!(
    "otp",
    "OpenDocument Presentation Template",
    "application/vnd.oasis.opendocument.presentation-template",
    "otp",
    "A template for presentations differs from one by its type only."
);
pub(super) const ODG: Kind = open_document!(
    "odg",
    "OpenDocument Drawing",
    "application/vnd.oasis.opendocument.graphics",
    "odg",
    "A drawing keeps its lines and shapes as numbers in XML, much as SVG does."
);
pub(super) const OTG: Kind = open_document!(
    "otg",
    "OpenDocument Drawing Template",
    "application/vnd.oasis.opendocument.graphics-template",
    "otg",
    "A template for drawings differs from one by its type only."
);
pub(super) const ODC: Kind = open_document!(
    "odc",
    "OpenDocument Chart",
    "application/vnd.oasis.opendocument.chart",
    "odc",
    "A chart is a document of its own, also where it is part of another."
);
pub(super) const ODF_FORMULA: Kind = open_document!(
    "odf",
    "OpenDocument Formula",
    "application/vnd.oasis.opendocument.formula",
    "odf",
    "A formula is kept as MathML, the XML of mathematics."
);
pub(super) const ODI: Kind = open_document!(
    "odi",
    "OpenDocument Image",
    "application/vnd.oasis.opendocument.image",
    "odi",
    "It is one picture with what belongs to it, in a ZIP."
);
pub(super) const ODB: Kind = open_document!(
    "odb",
    "OpenDocument Database",
    "application/vnd.oasis.opendocument.base",
    "odb",
    "Forms and reports are XML, and a small database may be in the same ZIP."
);
pub(super) const SXW: Kind = open_document!(
    "sxw",
    "OpenOffice.org 1.x Writer document",
    "application/vnd.sun.xml.writer",
    "sxw",
    "From this format of OpenOffice.org 1 the standard OpenDocument was made."
);

/// A kind of Office Open XML, which an entry in a folder of its own tells.
macro_rules! open_xml {
    ($id:literal, $name:literal, $mime:literal, $extension:literal, $part:literal, $lesson:literal) => {
        of(
            $id,
            $name,
            $mime,
            &[$extension],
            &[BEGINS, Code(150, |view| part(view, |name| name == $part))],
            "ECMA-376, Part 2, Open Packaging Conventions, 7.2 and Part 1, 11.3",
            $lesson,
        )
    };
}

pub(super) const DOCX: Kind = open_xml!(
    "docx",
    "Microsoft Word 2007+",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
    b"word/document.xml",
    "Since 2007 a document of Word is a ZIP of XML; the x in docx stands for that."
);
pub(super) const XLSX: Kind = open_xml!(
    "xlsx",
    "Microsoft Excel 2007+",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsx",
    b"xl/workbook.xml",
    "Texts of cells are kept once, in a list of their own, and cells have their numbers."
);
pub(super) const PPTX: Kind = open_xml!(
    "pptx",
    "Microsoft PowerPoint 2007+",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pptx",
    b"ppt/presentation.xml",
    "Each slide is an XML file of its own in the ZIP."
);
pub(super) const VSDX: Kind = open_xml!(
    "vsdx",
    "Microsoft Visio 2013+",
    "application/vnd.ms-visio.drawing",
    "vsdx",
    b"visio/document.xml",
    "Diagrams of Visio are packed as documents of Word are."
);

pub(super) const XPS: Kind = of(
    "xps",
    "XPS document",
    "application/vnd.ms-xpsdocument",
    &["xps", "oxps"],
    &[
        BEGINS,
        Code(150, |view| part(view, |name| name.ends_with(b".fdseq"))),
    ],
    "ECMA-388, Open XML Paper Specification, 9.1",
    "XPS was made as Microsoft's answer to PDF: pages that look the same everywhere.",
);

/// An entry that tells the kind, in a package, which has a list of the types of its parts.
fn part(view: &View<'_>, fits: fn(&[u8]) -> bool) -> Option<(String, Range<u64>)> {
    let names = names(view);
    named_entry(&names, |name| name == b"[Content_Types].xml")?;
    named_entry(&names, fits)
}
