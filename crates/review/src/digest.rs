//! Fingerprints of the files, so that a report can be matched with the registry it shows.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use trialpool_ingest::{Files, SourceFile};

/// SHA-256 of a file's content, lower-case hexadecimal.
pub(crate) fn of_file(file: &SourceFile) -> String {
    hexadecimal(&Sha256::digest(file.bytes()))
}

/// SHA-256 of a text, lower-case hexadecimal.
pub(crate) fn of_text(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// SHA-256 over the names and contents of all files in order, lower-case hexadecimal.
///
/// Each name is followed by a zero byte and each content preceded by its length (eight bytes,
/// little-endian), so that no two registries feed the same bytes.
pub(crate) fn of_files(files: &Files) -> String {
    let mut digest = Sha256::new();
    for file in files.iter() {
        digest.update(file.name().as_bytes());
        digest.update([0]);
        digest.update((file.bytes().len() as u64).to_le_bytes());
        digest.update(file.bytes());
    }
    hexadecimal(&digest.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1: the digest of "abc".
    #[test]
    fn the_digest_of_abc() {
        let file = SourceFile::from_bytes("a.csv", b"abc".to_vec());
        assert_eq!(
            of_file(&file),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_byte_moved_from_one_file_to_the_next_changes_the_digest() {
        let files = |one: &str, other: &str| {
            Files::from_memory(vec![
                (
                    "review.toml".to_owned(),
                    b"[tables]\nsources = [\"a.csv\", \"b.csv\"]\n".to_vec(),
                ),
                ("a.csv".to_owned(), one.as_bytes().to_vec()),
                ("b.csv".to_owned(), other.as_bytes().to_vec()),
            ])
        };
        assert_ne!(of_files(&files("xy", "z")), of_files(&files("x", "yz")));
    }
}
