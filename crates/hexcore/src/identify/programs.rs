//! Programs, and what they are made of.

mod ar;
mod boot;
mod code;
mod coff;
mod elf;
mod elf_notes;
mod elf_words;
mod mach_o;
mod pe;
mod python;
mod roms;

use super::kind::{Kind, Strength};
use super::test::Test::{self, Any, Bytes, Code, Number, Pointed};
use super::view::Order::{Big, Little};

/// Where the newer headers of Windows are.
const fn newer(bytes: &'static [u8]) -> Test {
    Pointed {
        at: 0x3c,
        width: 4,
        order: Little,
        plus: 0,
        bytes,
    }
}

/// The picture that every cartridge of a Game Boy must have, or it is not started.
const LOGO: &[u8] = b"\
    \xce\xed\x66\x66\xcc\x0d\x00\x0b\x03\x73\x00\x83\x00\x0c\x00\x0d\
    \x00\x08\x11\x1f\x88\x89\x00\x0e\xdc\xcc\x6e\xe6\xdd\xdd\xd9\x99\
    \xbb\xbb\x67\x63\x6e\x0e\xec\xcc\xdd\xdc\x99\x9f\xbb\xb9\x33\x3e";

pub(super) const KINDS: &[Kind] = &[
    Kind {
        id: "elf",
        name: "ELF",
        mime: "application/x-executable",
        extensions: &["so", "o", "elf", "ko", "axf", "prx", "debug"],
        tests: &[
            Bytes(0, b"\x7fELF"),
            Number {
                at: 4,
                width: 1,
                order: Little,
                from: 1,
                to: 2,
            },
            Number {
                at: 5,
                width: 1,
                order: Little,
                from: 1,
                to: 2,
            },
        ],
        strength: Strength::Certain,
        source: "Tool Interface Standard, ELF Specification 1.2, 1-3 (ELF Header)",
        lesson: "The byte 7f and the letters ELF begin the programs of Linux and of most Unix systems; the two \
                 bytes behind say how wide its numbers are and which of their bytes comes first.",
        details: Some(elf::details),
    },
    Kind {
        id: "mach-o",
        name: "Mach-O",
        mime: "application/x-mach-binary",
        extensions: &["dylib", "o", "bundle", "so", "kext"],
        tests: &[
            Any(&[
                Bytes(0, b"\xcf\xfa\xed\xfe"),
                Bytes(0, b"\xce\xfa\xed\xfe"),
                Bytes(0, b"\xfe\xed\xfa\xcf"),
                Bytes(0, b"\xfe\xed\xfa\xce"),
            ]),
            Code(32, mach_o::agrees),
        ],
        strength: Strength::Certain,
        source: "Apple, <mach-o/loader.h>, struct mach_header",
        lesson: "The programs of Macs begin with a number that reads as “feedface”, or backwards on processors that \
                 put the lowest byte first; the last digit is f where addresses have 64 bits.",
        details: Some(mach_o::details),
    },
    Kind {
        id: "mach-o-universal",
        name: "Mach-O universal binary",
        mime: "application/x-mach-binary",
        extensions: &["dylib", "o", "a", "bundle", "so", "kext"],
        tests: &[
            Any(&[Bytes(0, b"\xca\xfe\xba\xbe"), Bytes(0, b"\xca\xfe\xba\xbf")]),
            Code(48, mach_o::is_universal),
        ],
        strength: Strength::Certain,
        source: "Apple, <mach-o/fat.h>, struct fat_header",
        lesson: "Programs for several processors in one file. A Java class begins with the same “cafebabe”: what \
                 tells them apart is the number behind it, here a small count.",
        details: Some(mach_o::universal),
    },
    Kind {
        id: "java-class",
        name: "compiled Java class data",
        mime: "application/java-vm",
        extensions: &["class"],
        tests: &[Bytes(0, b"\xca\xfe\xba\xbe"), Code(32, code::is_class)],
        strength: Strength::Certain,
        source: "Java Virtual Machine Specification, 4.1 (The ClassFile Structure)",
        lesson: "Four bytes that read as “cafebabe” begin what the Java compiler makes. The programs of Macs for \
                 several processors begin with them too, but the number behind is the version here: 45 or more.",
        details: Some(code::class),
    },
    Kind {
        id: "pe",
        name: "PE executable",
        mime: "application/vnd.microsoft.portable-executable",
        extensions: &[
            "exe", "dll", "sys", "efi", "ocx", "scr", "cpl", "drv", "mui", "pyd", "winmd",
        ],
        tests: &[Bytes(0, b"MZ"), newer(b"PE\0\0")],
        strength: Strength::Certain,
        source: "Microsoft, PE Format, “Signature (Image Only)”",
        lesson: "Programs of Windows still begin with a small program for MS-DOS; the number at 3c leads to the \
                 letters PE, where the real header is.",
        details: Some(pe::details),
    },
    Kind {
        id: "ne",
        name: "MS-DOS executable",
        mime: "application/x-dosexec",
        extensions: &["exe", "dll", "drv", "fon", "vbx", "cpl", "scr"],
        tests: &[Bytes(0, b"MZ"), newer(b"NE"), Code(16, pe::is_segmented)],
        strength: Strength::Certain,
        source: "Microsoft, Executable-File Header Format (INIT: Segmented EXE), “Information Block”",
        lesson: "The letters NE, where the number at 3c leads, stand for the new executables that came with \
                 Windows 1 and were old with Windows 95.",
        details: Some(pe::segmented),
    },
    Kind {
        id: "mz",
        name: "MS-DOS executable",
        mime: "application/x-dosexec",
        extensions: &["exe", "com", "ovl", "sys"],
        tests: &[Bytes(0, b"MZ"), Code(12, pe::is_dos)],
        strength: Strength::Likely,
        source: "Microsoft, MS-DOS Programmer's Reference, “EXE File Header Structure”",
        lesson: "MZ are the initials of Mark Zbikowski, who devised the format; two letters are few, so its lengths \
                 must fit as well.",
        details: Some(pe::dos),
    },
    Kind {
        id: "coff",
        name: "COFF object file",
        mime: "application/x-coff",
        extensions: &["obj", "o", "lo"],
        tests: &[Code(40, coff::agrees)],
        strength: Strength::Certain,
        source: "Microsoft, PE Format, “COFF File Header (Object and Image)”",
        lesson: "What compilers make for Windows before it is linked has no signature: it is known by a machine's \
                 number and by tables that all lie inside the file.",
        details: Some(coff::details),
    },
    Kind {
        id: "wasm",
        name: "WebAssembly (wasm) binary module",
        mime: "application/wasm",
        extensions: &["wasm"],
        tests: &[
            Bytes(0, b"\0asm"),
            Number {
                at: 6,
                width: 2,
                order: Little,
                from: 0,
                to: 1,
            },
        ],
        strength: Strength::Certain,
        source: "WebAssembly Core Specification 2.0, 5.5.16 (Modules)",
        lesson: "A zero byte and the letters asm begin programs for browsers, with the version behind; what \
                 follows is sections, each with its length.",
        details: Some(code::wasm),
    },
    Kind {
        id: "dex",
        name: "Dalvik dex file",
        mime: "application/vnd.android.dex",
        extensions: &["dex"],
        tests: &[Bytes(0, b"dex\n"), Code(32, code::has_version)],
        strength: Strength::Certain,
        source: "Android, Dalvik Executable Format, “DEX_FILE_MAGIC”",
        lesson: "The code of Android's apps: the letters dex, a line feed, three digits of a version and a zero byte.",
        details: Some(code::dex),
    },
    Kind {
        id: "odex",
        name: "Dalvik dex file (optimized for host)",
        mime: "application/octet-stream",
        extensions: &["odex", "dex"],
        tests: &[Bytes(0, b"dey\n"), Code(32, code::has_version)],
        strength: Strength::Certain,
        source: "Android 4, dalvik/libdex/DexFile.h, struct DexOptHeader",
        lesson: "Old Androids rewrote an app's code for the phone at hand: dey, one letter after dex.",
        details: Some(code::odex),
    },
    Kind {
        id: "python-module",
        name: "Byte-compiled Python module",
        mime: "application/x-bytecode.python",
        extensions: &["pyc", "pyo"],
        tests: &[Bytes(2, b"\r\n"), Code(24, python::is_module)],
        strength: Strength::Certain,
        source: "CPython, Lib/importlib/_bootstrap_external.py, MAGIC_NUMBER; PEP 552",
        lesson: "Each version of Python has a number of its own; carriage return and line feed behind it break \
                 if the file is ever sent as text.",
        details: Some(python::details),
    },
    Kind {
        id: "llvm-bitcode",
        name: "LLVM IR bitcode",
        mime: "application/octet-stream",
        extensions: &["bc"],
        tests: &[Bytes(0, b"BC\xc0\xde")],
        strength: Strength::Certain,
        source: "LLVM Bitcode File Format, “Magic Numbers” and “LLVM IR Magic Number”",
        lesson: "Code between the source and the machine, as LLVM's compilers pass it on: the letters BC, and \
                 c0 de to read as “code”.",
        details: None,
    },
    Kind {
        id: "llvm-wrapper",
        name: "LLVM bitcode, wrapper",
        mime: "application/octet-stream",
        extensions: &["bc", "o"],
        tests: &[Bytes(0, b"\xde\xc0\x17\x0b"), Code(32, code::is_wrapped)],
        strength: Strength::Certain,
        source: "LLVM Bitcode File Format, “Bitcode Wrapper Format”",
        lesson: "A header around bitcode that says where it is and for which processor; its number reads as \
                 0b17c0de, “bitcode”.",
        details: Some(code::wrapper),
    },
    Kind {
        id: "rust-metadata",
        name: "Rust crate metadata",
        mime: "application/octet-stream",
        extensions: &["rmeta"],
        tests: &[Bytes(0, b"rust\0\0\0")],
        strength: Strength::Certain,
        source: "Rust, compiler/rustc_metadata/src/rmeta/mod.rs, METADATA_HEADER",
        lesson: "What the Rust compiler writes down of a library for those who use it: four letters, three zero \
                 bytes and a version.",
        details: Some(code::rust),
    },
    Kind {
        id: "ar",
        name: "current ar archive",
        mime: "application/x-archive",
        extensions: &["a", "lib", "rlib"],
        tests: &[Bytes(0, b"!<arch>\n")],
        strength: Strength::Certain,
        source: "System V Interface Definition, ar(4)",
        lesson: "Libraries of object files, in a format from the first years of Unix whose headers are plain text.",
        details: Some(ar::details),
    },
    Kind {
        id: "thin-ar",
        name: "thin archive",
        mime: "application/x-archive",
        extensions: &["a", "lib"],
        tests: &[Bytes(0, b"!<thin>\n")],
        strength: Strength::Certain,
        source: "GNU Binutils, ar, “thin archives”",
        lesson: "An archive that has only the names of its members: they stay where they are.",
        details: Some(ar::thin),
    },
    Kind {
        id: "debian-package",
        name: "Debian binary package",
        mime: "application/vnd.debian.binary-package",
        extensions: &["deb", "udeb", "ddeb"],
        tests: &[
            Bytes(0, b"!<arch>\n"),
            Any(&[Bytes(8, b"debian-binary   "), Bytes(8, b"debian-binary/  ")]),
        ],
        strength: Strength::Certain,
        source: "deb(5), FORMAT",
        lesson: "A Debian package is an ar archive of three members, and the first, debian-binary, holds the version of the format.",
        details: Some(ar::debian),
    },
    Kind {
        id: "lua",
        name: "Lua bytecode",
        mime: "application/x-lua-bytecode",
        extensions: &["luac"],
        tests: &[
            Bytes(0, b"\x1bLua"),
            Number {
                at: 4,
                width: 1,
                order: Little,
                from: 0x40,
                to: 0x5f,
            },
        ],
        strength: Strength::Certain,
        source: "Lua 5.4, lundump.h, LUA_SIGNATURE",
        lesson: "Compiled Lua begins with the escape character, which no source does, so that one function can load both.",
        details: Some(code::lua),
    },
    Kind {
        id: "beam",
        name: "Erlang BEAM file",
        mime: "application/x-erlang-binary",
        extensions: &["beam"],
        tests: &[Bytes(0, b"FOR1"), Bytes(8, b"BEAM")],
        strength: Strength::Certain,
        source: "Erlang/OTP, The BEAM Book, “The BEAM File Format”; beam_lib(3)",
        lesson: "Compiled Erlang and Elixir: a container of chunks after the Amiga's IFF, with a name and a length each.",
        details: None,
    },
    Kind {
        id: "emacs-lisp",
        name: "Emacs/XEmacs byte-compiled Lisp data",
        mime: "application/x-elc",
        extensions: &["elc"],
        tests: &[
            Bytes(0, b";ELC"),
            Number {
                at: 4,
                width: 1,
                order: Little,
                from: 18,
                to: 40,
            },
            Bytes(5, b"\0\0\0"),
        ],
        strength: Strength::Certain,
        source: "GNU Emacs, lisp/emacs-lisp/bytecomp.el, byte-compile-insert-header",
        lesson: "The semicolon makes its first line a comment for Emacs' Lisp, and the zero bytes keep mail programs \
                 from taking it for text.",
        details: Some(code::emacs),
    },
    Kind {
        id: "nes",
        name: "NES ROM image (iNES)",
        mime: "application/x-nes-rom",
        extensions: &["nes"],
        tests: &[Bytes(0, b"NES\x1a")],
        strength: Strength::Certain,
        source: "NESdev Wiki, iNES, “Header”",
        lesson: "A cartridge of the Nintendo Entertainment System: after NES comes the byte 1a, which ended texts in MS-DOS.",
        details: Some(roms::nes),
    },
    Kind {
        id: "game-boy",
        name: "Game Boy ROM image",
        mime: "application/x-gameboy-rom",
        extensions: &["gb", "gbc", "sgb", "cgb"],
        tests: &[Bytes(0x104, LOGO)],
        strength: Strength::Certain,
        source: "Pan Docs, The Cartridge Header, “0104-0133: Nintendo logo”",
        lesson: "A Game Boy starts only cartridges that hold the picture of its maker's name, so all of them have \
                 these 48 bytes.",
        details: Some(roms::game_boy),
    },
    Kind {
        id: "linux-x86",
        name: "Linux kernel x86 boot executable",
        mime: "application/octet-stream",
        extensions: &["bzimage", "efi"],
        tests: &[
            Bytes(0x1fe, b"\x55\xaa"),
            Bytes(0x202, b"HdrS"),
            Number {
                at: 0x206,
                width: 2,
                order: Little,
                from: 0x200,
                to: 0x2ff,
            },
        ],
        strength: Strength::Certain,
        source: "Linux, Documentation/arch/x86/boot.rst, “The Real-Mode Kernel Header”",
        lesson: "A kernel of Linux for PCs: 55 aa ended boot sectors of floppy disks, and the letters HdrS begin \
                 what boot loaders read and fill in.",
        details: Some(boot::linux),
    },
    Kind {
        id: "linux-arm64",
        name: "Linux kernel ARM64 boot executable Image",
        mime: "application/octet-stream",
        extensions: &["efi"],
        tests: &[Bytes(0x38, b"ARM\x64")],
        strength: Strength::Certain,
        source: "Linux, Documentation/arch/arm64/booting.rst, 4 (Call the kernel image)",
        lesson: "At 38 stand the letters ARM and the byte 64 in hexadecimal, which is the letter d; where the kernel \
                 begins is code that jumps over this header.",
        details: Some(boot::linux_arm64),
    },
    Kind {
        id: "linux-arm",
        name: "Linux kernel ARM boot executable zImage",
        mime: "application/octet-stream",
        extensions: &["zimage"],
        tests: &[Any(&[
            Bytes(0x24, b"\x18\x28\x6f\x01"),
            Bytes(0x24, b"\x01\x6f\x28\x18"),
        ])],
        strength: Strength::Certain,
        source: "Linux, arch/arm/boot/compressed/head.S, magic numbers",
        lesson: "The number 016f2818 at 24 helps boot loaders to a compressed kernel for ARM, and its order of bytes \
                 to the kernel's.",
        details: Some(boot::linux_arm),
    },
    Kind {
        id: "u-boot",
        name: "u-boot legacy uImage",
        mime: "application/octet-stream",
        extensions: &["uimage"],
        tests: &[
            Bytes(0, b"\x27\x05\x19\x56"),
            Number {
                at: 28,
                width: 1,
                order: Big,
                from: 0,
                to: 40,
            },
            Number {
                at: 29,
                width: 1,
                order: Big,
                from: 0,
                to: 40,
            },
        ],
        strength: Strength::Certain,
        source: "U-Boot, include/image.h, struct legacy_img_hdr",
        lesson: "What U-Boot, the boot loader of routers and small boards, loads and starts: a header of 64 bytes, then the kernel.",
        details: Some(boot::u_boot),
    },
    Kind {
        id: "device-tree",
        name: "Device Tree Blob",
        mime: "application/octet-stream",
        extensions: &["dtb", "dtbo"],
        tests: &[Bytes(0, b"\xd0\x0d\xfe\xed"), Code(16, boot::is_tree)],
        strength: Strength::Certain,
        source: "Devicetree Specification 0.4, 5.2 (Header)",
        lesson: "Tells a kernel which devices a board has that cannot be asked. Its first bytes read as “d00dfeed”.",
        details: Some(boot::tree),
    },
    Kind {
        id: "android-boot",
        name: "Android bootimg",
        mime: "application/octet-stream",
        extensions: &[],
        tests: &[Bytes(0, b"ANDROID!")],
        strength: Strength::Certain,
        source: "Android Open Source Project, Boot image header",
        lesson: "A phone's kernel and its first file system, one after the other, behind a header that begins with its name.",
        details: Some(boot::android),
    },
];
