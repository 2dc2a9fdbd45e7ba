//! A claim file as typed on the command line, turned into its path under the claims folder. Pure.

use std::path::{Component, Path};

use super::failure::Failure;

/// Returns the path under the folder, with `/` and an extension.
///
/// A path that leads into the folder from where one stands is taken so, as the shell completes it;
/// any other relative path is one under the folder.
///
/// # Errors
/// A path that leads elsewhere, or is not UTF-8.
pub fn under(dir: &Path, cwd: &Path, typed: &Path) -> Result<String, Failure> {
    let outside = || {
        let (typed, dir) = (typed.display(), dir.display());
        Failure::new(format_args!("{typed} is not in the claims folder {dir}"))
    };
    let here = cwd.join(typed);
    let inside = match here.strip_prefix(dir) {
        Ok(inside) => inside,
        Err(_) if typed.is_relative() => typed,
        Err(_) => return Err(outside()),
    };
    let mut parts = Vec::new();
    for component in inside.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str().ok_or_else(outside)?),
            Component::CurDir => {}
            _ => return Err(outside()),
        }
    }
    if parts.is_empty() {
        return Err(outside());
    }
    let mut path = parts.join("/");
    let extension = Path::new(&path).extension();
    if !extension.is_some_and(|e| e == "yaml" || e == "yml") {
        path.push_str(".yaml");
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_here_or_from_the_folder() {
        let under = |cwd: &str, typed: &str| {
            under(Path::new("/r/claims"), Path::new(cwd), Path::new(typed)).ok()
        };
        for (cwd, typed, path) in [
            ("/r", "claims/2025/a.yaml", "2025/a.yaml"),
            ("/r", "2025/a", "2025/a.yaml"),
            ("/r", "./a.yml", "a.yml"),
            ("/r/claims/2025", "a", "2025/a.yaml"),
            ("/", "/r/claims/v1.2", "v1.2.yaml"),
        ] {
            assert_eq!(under(cwd, typed).as_deref(), Some(path), "{typed}");
        }
        for (cwd, typed) in [
            ("/r", "../x"),
            ("/r", "/etc/x"),
            ("/r", "claims"),
            ("/r", ""),
        ] {
            assert_eq!(under(cwd, typed), None, "{typed}");
        }
    }
}
