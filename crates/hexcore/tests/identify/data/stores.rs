//! Databases, and tables by columns.

use crate::disks::image;
use crate::made::made;
use crate::{Sample, sample};

/// The first page of a database of two.
pub(super) fn sqlite() -> Vec<u8> {
    image(
        8192,
        &[
            (0, b"SQLite format 3\0"),
            (16, &[0x10, 0, 1, 1, 0, 64, 32, 32]),
            (24, &3_u32.to_be_bytes()),
            (28, &2_u32.to_be_bytes()),
            (40, &1_u32.to_be_bytes()),
            (44, &4_u32.to_be_bytes()),
            (56, &1_u32.to_be_bytes()),
            (60, &7_u32.to_be_bytes()),
            (92, &3_u32.to_be_bytes()),
            (96, &3_040_001_u32.to_be_bytes()),
        ],
    )
}

pub(super) fn wal() -> Vec<u8> {
    made(b"\x37\x7f\x06\x82")
        .be32(&[3_007_000, 512, 5, 0x1aa4_8217, 0x9ade_4c37, 0, 0])
        .zeros(2 * 536)
        .0
}

/// What programs share has its head twice.
pub(super) fn shm() -> Vec<u8> {
    let head = made(&[])
        .le32(&[3_007_000, 0, 2, 1, 3, 2, 0, 0, 0, 0, 0, 0])
        .0;
    made(&head).put(&head).zeros(40).0
}

pub(super) fn berkeley(order: fn(u64, usize) -> Vec<u8>, sign: u64) -> Vec<u8> {
    image(
        512,
        &[
            (12, &order(sign, 4)),
            (16, &order(9, 4)),
            (20, &order(4096, 4)),
            (32, &order(2, 4)),
        ],
    )
}

pub(super) fn little(number: u64, width: usize) -> Vec<u8> {
    number.to_le_bytes()[..width].to_vec()
}

pub(super) fn big(number: u64, width: usize) -> Vec<u8> {
    number.to_be_bytes()[8 - width..].to_vec()
}

pub(super) fn gdbm() -> Vec<u8> {
    made(b"\xcf\x9a\x57\x13")
        .le32(&[4096, 4096, 0, 4096, 9])
        .zeros(40)
        .0
}

pub(super) fn avro() -> Vec<u8> {
    // A map of two pairs: lengths are doubled, since the lowest bit is the sign.
    made(b"Obj\x01\x04")
        .put(b"\x14avro.codec\x0edeflate")
        .put(b"\x16avro.schema\x0a\"int\"")
        .put(b"\0")
        .put([7; 16])
        .0
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "sqlite",
            "data.sqlite",
            sqlite(),
            "SQLite 3.x database, user version 7, last written using SQLite version 3040001, file counter \
             3, database pages 2, cookie 0x1, schema 4, UTF-8, version-valid-for 3",
        ),
        sample(
            "sqlite-wal",
            "data.sqlite-wal",
            wal(),
            "SQLite Write-Ahead Log, version 3007000",
        ),
        sample(
            "sqlite-journal",
            "data.sqlite-journal",
            made(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
                .be32(&[2, 0x1234_5678, 9, 512, 4096])
                .zeros(20)
                .0,
            "SQLite Rollback Journal, 2 pages of 4096 bytes",
        ),
        sample(
            "sqlite-shm",
            "data.sqlite-shm",
            shm(),
            "SQLite Write-Ahead Log shared memory",
        ),
        sample(
            "berkeley-db",
            "tree.db",
            berkeley(little, 0x05_3162),
            "Berkeley DB (Btree, version 9, native byte-order)",
        ),
        sample(
            "berkeley-db",
            "hash.db",
            berkeley(big, 0x06_1561),
            "Berkeley DB (Hash, version 9, big-endian)",
        ),
        sample(
            "berkeley-db-185",
            "cert8.db",
            made(&[]).be32(&[0x06_1561, 2, 1234, 4096, 12]).zeros(236).0,
            "Berkeley DB 1.85 (Hash, version 2, big-endian)",
        ),
        sample(
            "gdbm",
            "index.gdbm",
            gdbm(),
            "GNU dbm 1.x or ndbm database, little endian, 64-bit",
        ),
        sample(
            "leveldb-table",
            "000005.ldb",
            made(&[])
                .zeros(60)
                .put(0xdb47_7524_8b80_fb57_u64.to_le_bytes())
                .0,
            "LevelDB table data",
        ),
        sample(
            "parquet",
            "table.parquet",
            made(b"PAR1").zeros(24).le32(&[20]).put(b"PAR1").0,
            "Apache Parquet",
        ),
        sample(
            "arrow",
            "table.arrow",
            made(b"ARROW1\0\0").zeros(24).le32(&[16]).put(b"ARROW1").0,
            "Apache Arrow columnar file",
        ),
        sample(
            "feather",
            "table.feather",
            made(b"FEA1").zeros(24).le32(&[16]).put(b"FEA1").0,
            "Feather version 1 data",
        ),
        sample(
            "orc",
            "table.orc",
            made(b"ORC")
                .zeros(24)
                .put(b"\x08\x03\x10\0\x82\xf4\x03\x03ORC\x0b")
                .0,
            "Apache ORC",
        ),
        sample("avro", "records.avro", avro(), "Apache Avro version 1"),
    ]
}
