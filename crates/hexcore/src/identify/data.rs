//! Databases, keys, and other data of programs.

mod apple;
mod caches;
mod columns;
mod der;
mod git;
mod keys;
mod models;
mod pgp;
mod programs;
mod science;
mod sqlite;
mod stores;
mod system;
mod vaults;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[
    sqlite::SQLITE,
    sqlite::WAL,
    sqlite::JOURNAL,
    sqlite::SHM,
    stores::BERKELEY,
    stores::BERKELEY_185,
    stores::GDBM,
    stores::LEVELDB,
    columns::PARQUET,
    columns::ARROW,
    columns::FEATHER,
    columns::ORC,
    columns::AVRO,
    science::HDF5,
    science::HDF4,
    science::NETCDF,
    science::NPY,
    science::NPZ,
    science::MATLAB,
    science::MATLAB_7,
    science::NIFTI,
    science::GRIB,
    science::BUFR,
    git::PACK,
    git::PACK_INDEX,
    git::REVERSE_INDEX,
    git::MULTI_INDEX,
    git::COMMIT_GRAPH,
    git::INDEX,
    git::BUNDLE,
    keys::PEM,
    keys::SSH_PRIVATE,
    keys::SSH_PUBLIC,
    keys::CERTIFICATE,
    keys::REQUEST,
    keys::KEY,
    keys::PKCS7,
    keys::PKCS12,
    pgp::PUBLIC_ARMOUR,
    pgp::PRIVATE_ARMOUR,
    pgp::MESSAGE_ARMOUR,
    pgp::SIGNATURE_ARMOUR,
    pgp::SIGNED,
    pgp::KEYS,
    pgp::PASSWORD,
    pgp::KEYBOX,
    pgp::TRUST,
    vaults::JKS,
    vaults::JCEKS,
    vaults::AGE,
    vaults::KDBX,
    vaults::KDB,
    system::TIME_ZONE,
    system::TERMINFO,
    system::GETTEXT,
    caches::LIBRARIES,
    caches::LOCALE,
    caches::LOCALES,
    caches::GCONV,
    caches::FONTS,
    caches::ICONS,
    apple::PLIST,
    apple::DS_STORE,
    apple::APPLE_DOUBLE,
    apple::APPLE_SINGLE,
    apple::ICC,
    models::GGUF,
    models::SAFETENSORS,
    models::PICKLE,
    models::BLENDER,
    models::GLB,
    models::FBX,
    models::WAD,
    programs::TORRENT,
    programs::CBOR,
    programs::PREFETCH,
    programs::GVARIANT,
    programs::CURSOR,
    programs::KEYMAP,
    programs::QT_TRANSLATION,
    programs::QT_RESOURCE,
    programs::EXTENSION,
    programs::PAK,
];
