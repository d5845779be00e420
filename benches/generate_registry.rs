//! Writes a generated registry: `generate-registry ROWS DIR [SEED|SHAPE]`.

use std::process::ExitCode;
use trialpool_benches::{SHAPES, hostile, registry};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rows, directory, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: generate-registry ROWS DIR [SEED|SHAPE]\nshapes:");
        for (name, what, _) in SHAPES {
            eprintln!("  {name}: {what}");
        }
        return ExitCode::from(2);
    };
    let Ok(rows) = rows.parse() else {
        eprintln!("ROWS is a whole number");
        return ExitCode::from(2);
    };
    let variant = rest.first().map_or("1", String::as_str);
    let shape = SHAPES.iter().find(|(name, ..)| *name == variant);
    let files = match (shape, variant.parse()) {
        (Some((.., make)), _) => hostile(*make, rows),
        (None, Ok(seed)) => registry(rows, seed),
        (None, Err(_)) => {
            eprintln!("`{variant}` is no whole number and no shape");
            return ExitCode::from(2);
        }
    };
    let directory = std::path::Path::new(directory);
    let written = std::fs::create_dir_all(directory).and_then(|()| {
        files
            .into_iter()
            .try_for_each(|(name, contents)| std::fs::write(directory.join(name), contents))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", directory.display());
            ExitCode::from(2)
        }
    }
}
