//! Writes a generated registry: `generate-registry ROWS DIR [SEED]`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rows, directory, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: generate-registry ROWS DIR [SEED]");
        return ExitCode::from(2);
    };
    let (Ok(rows), Ok(seed)) = (
        rows.parse(),
        rest.first().map_or(Ok(1), |seed| seed.parse()),
    ) else {
        eprintln!("ROWS and SEED are whole numbers");
        return ExitCode::from(2);
    };
    let directory = std::path::Path::new(directory);
    let written = std::fs::create_dir_all(directory).and_then(|()| {
        trialpool_benches::registry(rows, seed)
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
