//! Arrays and grids.

use crate::archives::zips;
use crate::disks::image;
use crate::made::made;
use crate::{Sample, sample};

const HDF: &[u8] = b"\x89HDF\r\n\x1a\n";

/// A superblock of version 0, with something before it.
pub(super) fn hdf(before: usize) -> Vec<u8> {
    image(
        before + 96,
        &[
            (before, HDF),
            (before + 13, &[8, 8, 0, 4, 0, 16, 0]),
            (before + 32, &[0xff; 8]),
            (before + 40, &96_u64.to_le_bytes()),
            (before + 48, &[0xff; 8]),
        ],
    )
}

pub(super) fn netcdf(version: u8) -> Vec<u8> {
    made(b"CDF")
        .put([version])
        .be32(&[5, 10, 1, 3])
        .put(b"lat\0")
        .be32(&[73, 0, 0, 0, 0])
        .0
}

pub(super) fn npy(text: &str) -> Vec<u8> {
    made(b"\x93NUMPY\x01\0")
        .le16(&[u16::try_from(text.len()).unwrap()])
        .put(text)
        .zeros(96)
        .0
}

pub(super) const NPY: &str = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }                                         \n";

pub(super) fn matlab(words: &str, version: u16) -> Vec<u8> {
    made(&[])
        .text(words, 116, b' ')
        .zeros(8)
        .le16(&[version, 0x4d49])
        .le32(&[14, 72])
        .zeros(64)
        .0
}

pub(super) fn nifti() -> Vec<u8> {
    image(
        352,
        &[
            (0, &348_u32.to_le_bytes()),
            (40, &[3, 0, 64, 0, 64, 0, 32, 0, 1, 0]),
            (70, &[4, 0, 16, 0]),
            (80, &1.5_f32.to_le_bytes()),
            (84, &2_f32.to_le_bytes()),
            (88, &2.25_f32.to_le_bytes()),
            (148, b"a head"),
            (344, b"n+1\0"),
        ],
    )
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "hdf5",
            "data.h5",
            hdf(0),
            "Hierarchical Data Format (version 5) data",
        ),
        sample(
            "hdf5",
            "behind.h5",
            hdf(1024),
            "Hierarchical Data Format (version 5) with 1k user block",
        ),
        sample(
            "hdf4",
            "data.hdf",
            made(b"\x0e\x03\x13\x01").be16(&[1, 0]).zeros(30).0,
            "Hierarchical Data Format (version 4) data",
        ),
        sample("netcdf", "weather.nc", netcdf(1), "NetCDF Data Format data"),
        sample(
            "netcdf",
            "large.nc",
            netcdf(2),
            "NetCDF Data Format data (64-bit offset)",
        ),
        sample(
            "npy",
            "array.npy",
            npy(NPY),
            "NumPy array, version 1.0, header length 101",
        ),
        sample(
            "npz",
            "arrays.npz",
            zips::archive(&[("a.npy", &npy(NPY)), ("b.npy", &npy(NPY))]),
            "NumPy arrays (NPZ)",
        ),
        sample(
            "matlab5",
            "data.mat",
            matlab(
                "MATLAB 5.0 MAT-file, Platform: GLNXA64, Created on: Thu Nov 26 17:44:09 2026",
                0x100,
            ),
            "Matlab v5 mat-file (little endian) version 0x100, platform GLNXA64, created Thu Nov 26 17:44:09 \
             2026",
        ),
        sample(
            "matlab7",
            "large.mat",
            made(&matlab("MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Thu Nov 26 17:44:09 2026 HDF5 schema 1.00 .", 0x200)[..128])
                .zeros(384)
                .put(hdf(0))
                .0,
            "Matlab v7.3 mat-file (little endian) version 0x200, platform GLNXA64, created Thu Nov 26 17:44:09 \
             2026",
        ),
        sample(
            "nifti",
            "head.nii",
            nifti(),
            "NIfTI-1 neuroimaging data, little endian, int16 datatype, 3-dimensional (size 64x64x32, voxel \
             size 1.500000 x 2.000000 x 2.250000)",
        ),
        sample(
            "grib",
            "one.grib",
            made(b"GRIB\0\0\x24\x01").zeros(24).put(b"7777").0,
            "Gridded binary (GRIB) version 1",
        ),
        sample(
            "grib",
            "two.grib",
            made(b"GRIB\0\0\0\x02").be32(&[0, 40]).zeros(20).put(b"7777").0,
            "Gridded binary (GRIB) version 2",
        ),
        sample(
            "bufr",
            "station.bufr",
            made(b"BUFR\0\0\x24\x04").zeros(24).put(b"7777").0,
            "BUFR meteorological data, edition 4",
        ),
    ]
}
