//! The smallest Java class: a name, `Hello`, and what it extends.
//!
//! Written after "The Java Virtual Machine Specification", chapter 4. All numbers are big-endian.

/// The version of the format that came with Java 8.
const MAJOR: u16 = 52;

// What the constants begin with.
const UTF_8: u8 = 1;
const CLASS: u8 = 7;

/// ACC_SUPER, which every compiler of today sets.
const FLAGS: u16 = 0x0020;

/// The class: 57 bytes.
pub(super) fn hello() -> Vec<u8> {
    let mut class = 0xcafe_babe_u32.to_be_bytes().to_vec();
    // The constants are numbered from 1; what is written is one more than there are.
    numbers(&mut class, &[0, MAJOR, 5]);
    text(&mut class, "Hello");
    class.push(CLASS);
    numbers(&mut class, &[1]);
    text(&mut class, "java/lang/Object");
    class.push(CLASS);
    numbers(&mut class, &[3]);
    // What may be done with it, which class it is and which it extends.
    numbers(&mut class, &[FLAGS, 2, 4]);
    // No interfaces, fields, methods or attributes.
    numbers(&mut class, &[0; 4]);
    class
}

/// A constant of letters that are ASCII, or its "modified UTF-8" would be another.
fn text(class: &mut Vec<u8>, letters: &str) {
    class.push(UTF_8);
    numbers(class, &[letters.len() as u16]);
    class.extend(letters.bytes());
}

fn numbers(class: &mut Vec<u8>, numbers: &[u16]) {
    class.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
}
