//! Where a registry stands in its repository.

use std::path::Path;

/// The path of a registry from the root of its repository, with `/`: what other programs that show
/// findings beside the files know it by. Empty if the registry is the root, or if it has none.
///
/// The root is the nearest directory with a `.git`; without one, the current directory.
pub(crate) fn path_in_repository(registry: &Path) -> String {
    let Ok(registry) = registry.canonicalize() else {
        return String::new();
    };
    let with_git = registry
        .ancestors()
        .find(|directory| directory.join(".git").exists());
    let current = std::env::current_dir().and_then(|current| current.canonicalize());
    let root = with_git.map_or_else(|| current.unwrap_or_default(), Path::to_owned);
    let parts = registry.strip_prefix(root).map(|path| {
        let parts = path.components();
        parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/")
    });
    // A registry outside the current directory is named as if it were the root.
    parts.unwrap_or_default()
}
