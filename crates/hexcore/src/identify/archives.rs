//! Archives and compressed files.

mod classic;
mod gzip;
mod packages;
mod rar;
mod streams;
mod tar;
mod windows;
pub(super) mod zip;
mod zstd;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[
    zip::ZIP,
    zip::PREPENDED,
    zip::JAR,
    zip::APK,
    zip::XPI,
    zip::KMZ,
    gzip::GZIP,
    gzip::BGZF,
    gzip::ZLIB,
    gzip::ZLIB_SHORT,
    gzip::COMPRESS,
    gzip::PACK,
    streams::BZIP2,
    streams::XZ,
    streams::LZMA,
    streams::LZIP,
    streams::LZOP,
    streams::LZ4,
    streams::LZ4_LEGACY,
    streams::SNAPPY,
    streams::LZFSE,
    zstd::ZSTD,
    zstd::ZSTD_OLD,
    zstd::ZSTD_DICTIONARY,
    zstd::SKIPPABLE,
    tar::TAR,
    tar::TAR_OLD,
    tar::CPIO,
    tar::CPIO_BINARY,
    rar::RAR,
    rar::RAR_5,
    rar::SEVEN_ZIP,
    classic::ARJ,
    classic::LHA,
    classic::STUFFIT,
    classic::ACE,
    windows::CAB,
    windows::WIM,
    windows::SZDD,
    windows::KWAJ,
    packages::RPM,
    packages::XAR,
    packages::VCDIFF,
    packages::XDELTA,
    packages::BSDIFF,
];
