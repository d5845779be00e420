//! Exchanges the old report for the new one.
//!
//! All files are written into a directory beside the report and synced; then the two directories
//! change places in one step of the system, so that at every moment the old report is there or
//! the new one. Where that cannot be (other files stand among the reports, or the system has no
//! such step) each file is written beside its place and renamed, so that each is whole. A file that
//! is there with the same contents is kept: it enters the new directory by a link.

use super::present::Present;
use crate::failure::Failure;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use trialpool_language::Language;
use trialpool_report::OutputFile;

/// What the names of unfinished work start with. Whoever works there holds a lock on it, which the
/// system lets go of however the run ends: what nobody holds is a remnant.
const PREFIX: &str = ".trialpool-";

/// Writes the files into `out`, and removes files of earlier reports that are none of them; `false` if all that
/// was done already.
pub(crate) fn replace(
    out: &Path,
    files: &[OutputFile],
    languages: &[Language],
) -> Result<bool, Failure> {
    if out.exists() && !out.is_dir() {
        return Err(Failure::call(format!(
            "`{}` is no directory",
            out.display()
        )));
    }
    let (parent, out) = place(out).map_err(Failure::at("create", out))?;
    for directory in [&parent, &out] {
        sweep(directory);
    }
    for directory in ["tables", "forest", "charts"] {
        sweep(&out.join(directory));
    }
    let present = Present::read(&out, files, languages)?;
    let files = several_at_a_time(files, |file| {
        let is_there = is_there(&out.join(&file.path), &file.contents);
        Ok(Wanted { file, is_there })
    });
    let files = &files.map_err(Failure::at("read", &out))?;
    if present.stale.is_empty() && files.iter().all(|wanted| wanted.is_there) {
        return Ok(false);
    }
    if !present.foreign && !holds_current_directory(&out) {
        let exchanged = replace_whole(&parent, &out, files);
        if exchanged.map_err(Failure::at("write", &out))? {
            return Ok(true);
        }
    }
    let replaced = replace_each(&out, files, &present.stale);
    replaced.map(|()| true).map_err(Failure::at("write", &out))
}

/// A file of the new report.
struct Wanted<'f> {
    file: &'f OutputFile,
    /// Whether the old report has the same.
    is_there: bool,
}

/// Whether a plain file holds these contents; one that cannot be read does not.
fn is_there(path: &Path, contents: &[u8]) -> bool {
    let same_size = |found: &fs::Metadata| found.is_file() && found.len() == contents.len() as u64;
    fs::symlink_metadata(path).is_ok_and(|found| same_size(&found))
        && fs::read(path).is_ok_and(|found| found == contents)
}

/// Writes one file: beside its place, then renamed. What is there and no plain file (a pipe, a device)
/// is written to as it is.
pub(crate) fn write(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    write_file(path, contents).map_err(Failure::at("write", path))
}

fn write_file(path: &Path, contents: &[u8]) -> io::Result<()> {
    if path.exists() && !path.is_file() {
        return fs::OpenOptions::new()
            .write(true)
            .open(path)?
            .write_all(contents);
    }
    let (directory, path) = place(path)?;
    let mut beside = temporary(&directory)?;
    beside.as_file().lock()?;
    beside.write_all(contents)?;
    beside.as_file().sync_all()?;
    beside.persist(&path).map_err(|refused| refused.error)?;
    sync_directory(&directory);
    Ok(())
}

/// The directory and its parent, links resolved; the parent exists afterwards.
fn place(out: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let parent_of = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    if out.exists() {
        let out = out.canonicalize()?;
        return Ok((parent_of(&out), out));
    }
    let parent = parent_of(out);
    fs::create_dir_all(&parent)?;
    Ok((parent, out.to_owned()))
}

/// Exchanging a directory that someone works in would leave them in the old one.
fn holds_current_directory(out: &Path) -> bool {
    std::env::current_dir()
        .and_then(|current| current.canonicalize())
        .is_ok_and(|current| current.starts_with(out))
}

/// Writes beside and exchanges; `false` if the system cannot exchange directories here.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn replace_whole(parent: &Path, out: &Path, files: &[Wanted<'_>]) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let (stage, lock) = stage(parent)?;
    let fresh = stage.path().join("report");
    fs::create_dir(&fresh)?;
    several_at_a_time(files, |Wanted { file, is_there }| {
        let path = fresh.join(&file.path);
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        // Where the disk has no links it is written.
        if *is_there && fs::hard_link(out.join(&file.path), &path).is_ok() {
            return Ok(());
        }
        let mut written = File::create(&path)?;
        written.write_all(&file.contents)?;
        written.sync_all()
    })?;
    sync_directories(&fresh, files);
    let done = if out.exists() {
        fs::set_permissions(&fresh, fs::metadata(out)?.permissions())?;
        renameat_with(CWD, &fresh, CWD, out, RenameFlags::EXCHANGE).is_ok()
    } else {
        fs::rename(&fresh, out).is_ok()
    };
    sync_directory(parent);
    // With the old report in it, if the new one is in place.
    discard(&stage.keep());
    drop(lock);
    Ok(done)
}

/// A new directory that no other run takes for a remnant.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn stage(parent: &Path) -> io::Result<(tempfile::TempDir, File)> {
    loop {
        let stage = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        // Between its creation and the lock another run may have swept it away.
        let Ok(lock) = File::open(stage.path()) else {
            continue;
        };
        lock.lock()?;
        if stage.path().is_dir() {
            return Ok((stage, lock));
        }
    }
}

/// This system has no such step.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn replace_whole(_parent: &Path, _out: &Path, _files: &[Wanted<'_>]) -> io::Result<bool> {
    Ok(false)
}

/// Writes each file beside its place, then renames all, then removes what is stale.
fn replace_each(out: &Path, files: &[Wanted<'_>], stale: &[String]) -> io::Result<()> {
    let written = several_at_a_time(files, |Wanted { file, is_there }| {
        if *is_there {
            return Ok(None);
        }
        let path = out.join(&file.path);
        let directory = path.parent().unwrap_or(out);
        fs::create_dir_all(directory)?;
        let mut beside = temporary(directory)?;
        beside.as_file().lock()?;
        beside.write_all(&file.contents)?;
        beside.as_file().sync_all()?;
        Ok(Some((beside, path)))
    })?;
    for (beside, path) in written.into_iter().flatten() {
        beside.persist(&path).map_err(|refused| refused.error)?;
    }
    for name in stale {
        fs::remove_file(out.join(name))?;
    }
    sync_directories(out, files);
    Ok(())
}

/// Files that are read or written at a time: disks sync several in about the time of one.
const AT_A_TIME: usize = 16;

/// Does something with each file, and gives what that gave, in the order of the files.
fn several_at_a_time<'f, F: Sync, T: Send>(
    files: &'f [F],
    work: impl Fn(&'f F) -> io::Result<T> + Sync,
) -> io::Result<Vec<T>> {
    let share = files.len().div_ceil(AT_A_TIME).max(1);
    std::thread::scope(|scope| {
        let parts = files.chunks(share);
        let writers: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().map(&work).collect::<io::Result<Vec<T>>>()))
            .collect();
        let mut written = Vec::with_capacity(files.len());
        for writer in writers {
            let part = writer.join();
            written.extend(part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(written)
    })
}

/// A file with the permissions that any new file would have.
fn temporary(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(PREFIX).tempfile_in(directory)
}

/// Removes what runs that were killed have left in a directory.
fn sweep(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let path = entry.path();
        let Ok(held) = File::open(&path) else {
            continue;
        };
        if held.try_lock().is_ok() {
            // Nobody works there.
            discard(&path);
        }
    }
}

/// Removes unfinished work or what was replaced; if it cannot be removed it does no harm.
fn discard(path: &Path) {
    let _ = if fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
        unlock(path);
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// Lets the owner write in the directories of a report that was write-protected: else nothing in them can be removed.
fn unlock(directory: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(directory, fs::Permissions::from_mode(0o700));
    }
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            unlock(&entry.path());
        }
    }
}

fn sync_directories(out: &Path, files: &[Wanted<'_>]) {
    let mut directories: Vec<PathBuf> = files
        .iter()
        .filter_map(|wanted| out.join(&wanted.file.path).parent().map(Path::to_owned))
        .collect();
    directories.push(out.to_owned());
    directories.sort_unstable();
    directories.dedup();
    for directory in directories {
        sync_directory(&directory);
    }
}

/// Makes renames last through a power cut, where directories can be synced.
fn sync_directory(directory: &Path) {
    if let Ok(directory) = File::open(directory) {
        let _ = directory.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, contents: &str) -> OutputFile {
        OutputFile {
            path: path.to_owned(),
            contents: contents.as_bytes().to_vec(),
        }
    }

    /// A report that was write-protected, in whole or in part, leaves nothing beside it.
    #[cfg(unix)]
    #[test]
    fn what_is_write_protected_is_discarded() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let remnant = parent.path().join(".trialpool-remnant");
        let tables = remnant.join("report/tables");
        fs::create_dir_all(&tables).unwrap();
        fs::write(tables.join("a.csv"), "1").unwrap();
        for directory in [&tables, &remnant.join("report")] {
            fs::set_permissions(directory, fs::Permissions::from_mode(0o555)).unwrap();
        }
        sweep(parent.path());
        assert!(!remnant.exists());
    }

    /// Of a report, and of one with a file that no report made, which cannot be exchanged as a whole.
    #[test]
    fn what_has_not_changed_is_kept_and_the_rest_is_replaced() {
        for foreign in [false, true] {
            let parent = tempfile::tempdir().unwrap();
            let out = parent.path().join("reports");
            let write = |files: &[OutputFile]| replace(&out, files, &Language::ALL).unwrap();
            let read = |path: &str| fs::read_to_string(out.join(path)).ok();
            let modified = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
            let changed = write(&[
                file("findings.json", "{}"),
                file("tables/a.csv", "1"),
                file("charts/a-baujat.fr.svg", "<svg/>"),
            ]);
            assert!(changed);
            if foreign {
                fs::write(out.join("README.md"), "ours").unwrap();
            }
            let (table, findings) = (modified("tables/a.csv"), modified("findings.json"));
            let second = [file("findings.json", "[]"), file("tables/a.csv", "1")];
            assert!(write(&second));
            assert_eq!(read("findings.json").as_deref(), Some("[]"));
            assert_eq!(read("tables/a.csv").as_deref(), Some("1"));
            assert_eq!(read("charts/a-baujat.fr.svg"), None);
            assert_eq!(read("README.md").is_some(), foreign);
            assert_eq!(modified("tables/a.csv"), table);
            assert!(modified("findings.json") >= findings);
            let findings = modified("findings.json");
            assert!(!write(&second));
            assert_eq!(modified("findings.json"), findings);
            let left = fs::read_dir(parent.path()).unwrap().count();
            assert_eq!(left, 1, "no remnants");
        }
    }
}
