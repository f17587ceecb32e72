//! Pictures.

mod bmp;
mod drawings;
mod gif;
mod icon;
mod jpeg;
mod layered;
mod modern;
mod netpbm;
mod older;
mod png;
mod science;
mod textures;
mod tiff;
mod webp;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[
    png::PNG,
    png::MNG,
    png::JNG,
    jpeg::JPEG,
    gif::GIF,
    webp::WEBP,
    bmp::BMP,
    icon::ICO,
    icon::CUR,
    icon::ICNS,
    tiff::TIFF,
    tiff::BIG_TIFF,
    tiff::CR2,
    modern::JP2,
    modern::J2K,
    modern::JXL,
    modern::JXL_STREAM,
    modern::QOI,
    layered::PSD,
    layered::XCF,
    netpbm::PBM,
    netpbm::PGM,
    netpbm::PPM,
    netpbm::PAM,
    netpbm::FARBFELD,
    drawings::XPM,
    drawings::WMF,
    drawings::EMF,
    drawings::DJVU,
    older::PCX,
    older::TARGA,
    older::OLD_TARGA,
    older::SGI,
    older::SUN,
    science::FITS,
    science::DICOM,
    science::EXR,
    science::RADIANCE,
    textures::DDS,
    textures::KTX,
    textures::KTX2,
];
