//! The HTML report in a real browser, without a window. Skipped, with a message, where there is none.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::world::{World, repository};

/// Returns the browser, when one is installed.
fn browser() -> Option<&'static str> {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    names.into_iter().find(|name| {
        let version = Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        version.is_ok_and(|status| status.success())
    })
}

/// Opens a page and returns what it is once its scripts have run.
fn opened(browser: &str, page: &Path, more: &[&str]) -> String {
    at(browser, &format!("file://{}", page.display()), more)
}

/// Opens an address and returns what is there once its scripts have run.
fn at(browser: &str, address: &str, more: &[&str]) -> String {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=4000",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(more)
        .arg(address)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Writes the report of a record; a driver that is put into it has its hash in the policy as well.
fn report(world: &World, claims: &Path, driver: Option<&str>) -> std::path::PathBuf {
    let path = world.path("report.html");
    let shown = path.display().to_string();
    world.good(claims, &["export", "-f", "html", "-o", &shown, "--force"]);
    if let Some(driver) = driver {
        use base64::Engine as _;
        use sha2::Digest as _;
        let hash = sha2::Sha256::digest(driver.as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(hash);
        let page = std::fs::read_to_string(&path).unwrap();
        let page = page.replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1);
        let page = page.replacen("</body>", &format!("<script>{driver}</script></body>"), 1);
        std::fs::write(&path, page).unwrap();
    }
    path
}

/// Filters and sorts as a person would, and writes what is seen then into the title.
const DRIVER: &str = r##"
const told = [];
const shown = () => Array.from(document.querySelectorAll("#claims tbody tr")).filter((row) => !row.hidden);
const change = (id, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
told.push(shown().length);
change("credibility", "4");
told.push(shown().length);
change("find", "MILLION");
told.push(shown().length);
change("find", ""); change("credibility", "");
document.querySelectorAll("thead button")[0].click();
const first = shown()[0].dataset.credibility;
document.querySelectorAll("thead button")[0].click();
told.push(first + "-" + shown()[0].dataset.credibility);
document.querySelector("[data-filter=credibility][data-value='4']").dispatchEvent(new MouseEvent("click", { bubbles: true }));
told.push(shown().length + "/" + document.getElementById("shown").textContent);
told.push(location.hash);
document.title = told.join(" ");
"##;

#[test]
fn it_filters_and_sorts() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no chromium");
        return;
    };
    let world = World::new();
    let claims = repository("tests/fixtures/export/claims");
    let page = report(&world, &claims, Some(DRIVER));
    let seen = opened(browser, &page, &["--dump-dom"]);
    let title = seen
        .split("<title>")
        .nth(1)
        .and_then(|rest| rest.split("</title>").next());
    // 10 claims, one of credibility 4, and it costs a million; unknown ones come last both ways.
    assert_eq!(
        title,
        Some("10 1 1 4-4 1/1 of 10 #?credibility=4"),
        "{}",
        &seen[..seen.len().min(600)]
    );
    assert!(seen.contains("aria-sort=\"descending\""));
}

#[test]
fn a_link_carries_the_filter() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no chromium");
        return;
    };
    let world = World::new();
    let page = report(&world, &repository("tests/fixtures/export/claims"), None);
    let count = |filter: &str| {
        let address = format!("file://{}#?{filter}", page.display());
        let seen = at(browser, &address, &["--dump-dom"]);
        let shown = seen.split("id=\"shown\"").nth(1).unwrap_or_default();
        let shown = shown.split('>').nth(1).unwrap_or_default();
        shown.split('<').next().unwrap_or_default().to_owned()
    };
    assert_eq!(count("find=million&credibility=4"), "1 of 10");
    // A value that the report does not have is no filter, and neither is another name.
    assert_eq!(count("credibility=nine&other=1"), "10 of 10");
}

#[test]
fn hostile_text_runs_nothing() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no chromium");
        return;
    };
    let world = World::new();
    let claims = world.path("claims");
    std::fs::create_dir(&claims).unwrap();
    let run = "document.documentElement.dataset.hacked=1";
    let texts = [
        format!("<script>{run}</script>"),
        format!("<img src=x onerror={run}>"),
        format!("</style></title><svg onload={run}>"),
        format!("javascript:{run}"),
    ];
    let mut file = String::from("article:\n  title: '<b>bold</b>'\nclaims:\n");
    for (at, text) in texts.iter().enumerate() {
        let _ = write!(
            file,
            "  - id: c{at}\n    quote: '{text}'\n    tags: ['{text}']\n    verdict: '{text}'\n"
        );
    }
    std::fs::write(claims.join("a.yaml"), file).unwrap();
    let page = report(&world, &claims, None);
    let seen = opened(browser, &page, &["--dump-dom"]);
    assert!(
        seen.contains("class=\"scripted\""),
        "the page's own script ran"
    );
    assert!(!seen.contains("data-hacked"), "a text ran");
    assert!(seen.contains("&lt;img src=x onerror="), "the text is shown");
    assert!(!seen.contains("<b>bold"));
}

#[test]
fn a_picture_can_be_taken() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no chromium");
        return;
    };
    let world = World::new();
    let page = report(&world, &repository("claims"), None);
    let picture = world.path("report.png");
    let shot = format!("--screenshot={}", picture.display());
    opened(browser, &page, &["--window-size=1280,1400", &shot]);
    let bytes = std::fs::read(&picture).unwrap();
    assert!(
        bytes.starts_with(b"\x89PNG") && bytes.len() > 20_000,
        "{} bytes",
        bytes.len()
    );
}
