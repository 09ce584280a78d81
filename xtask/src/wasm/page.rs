//! The copy of the package beside the example page.
//!
//! The page forbids itself every connection, so it cannot fetch a wasm file: the bytes come as a script.

use crate::shell::{self, Result};

const FOLDER: &str = "examples/browser/dist";
const PACKAGE: &str = "journey-wasm/npm/dist";

/// Writes the copy.
pub fn write(wasm: &[u8]) -> Result<()> {
    for name in ["index.js", "journey.js", "error.js"] {
        shell::write(format!("{FOLDER}/{name}"), shell::read(format!("{PACKAGE}/{name}"))?)?;
    }
    let script = format!(
        "export default Uint8Array.from(atob(\"{}\"), (letter) => letter.charCodeAt(0));\n",
        base64(wasm)
    );
    shell::write(format!("{FOLDER}/wasm.js"), script)
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut three = [0_u8; 3];
        three.iter_mut().zip(chunk).for_each(|(slot, byte)| *slot = *byte);
        let all = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for place in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { letter as char } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (text, encoded) in cases {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }
}
