//! Sound, video and fonts.

mod ebml;
mod fonts;
mod iso;
mod mpeg;
mod ogg;
mod riff;
mod sfnt;
mod sound;
mod trackers;
mod video;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[
    riff::WAVE,
    riff::AVI,
    riff::ANI,
    riff::RMI,
    riff::SOUND_FONT,
    sound::AIFF,
    sound::AIFC,
    sound::SVX,
    sound::AU,
    sound::CAF,
    sound::AMR,
    sound::AMR_WB,
    sound::APE,
    sound::WAVPACK,
    sound::VOC,
    sound::W64,
    sound::TTA,
    sound::MIDI,
    ogg::FLAC,
    ogg::OGG,
    ogg::VORBIS,
    ogg::OPUS,
    ogg::OGG_FLAC,
    ogg::SPEEX,
    ogg::THEORA,
    mpeg::ID3,
    mpeg::FRAMES,
    mpeg::AAC,
    iso::ISO,
    iso::MP4,
    iso::M4A,
    iso::M4V,
    iso::MOV,
    iso::OLD_MOV,
    iso::MOBILE,
    iso::MOBILE_2,
    iso::AVIF,
    iso::HEIF,
    ebml::MATROSKA,
    ebml::WEBM,
    video::TRANSPORT,
    video::BLU_RAY,
    video::PROGRAM,
    video::FLV,
    video::SWF,
    video::ASF,
    video::REAL_MEDIA,
    video::REAL_AUDIO,
    trackers::XM,
    trackers::IT,
    trackers::S3M,
    trackers::MOD,
    sfnt::TRUE_TYPE,
    sfnt::OPEN_TYPE,
    sfnt::COLLECTION,
    sfnt::WOFF,
    sfnt::WOFF2,
    sfnt::EOT,
    fonts::PFA,
    fonts::PFB,
    fonts::PCF,
    fonts::BDF,
    fonts::PSF,
    fonts::OLD_PSF,
];

/// `mono`, `stereo`, `6 channels`.
fn channels(count: u64) -> String {
    match count {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        _ => format!("{count} channels"),
    }
}

/// `44100 Hz`.
fn hertz(rate: u64) -> String {
    super::fields::with_unit(rate, "Hz")
}
