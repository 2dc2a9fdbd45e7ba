//! A git repository with one claim file, and the program on git's path.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::world::World;

pub struct Repository {
    world: World,
    path: String,
}

impl Repository {
    /// Makes one; nothing, with a message, where git is missing.
    pub fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: git is not installed");
            return None;
        }
        let program = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", program.display());
        let repo = Self {
            world: World::new(),
            path,
        };
        fs::create_dir_all(repo.claims()).unwrap();
        repo.git(&["init", "-q", "-b", "main", "."]);
        for (key, value) in [
            ("user.name", "dana"),
            ("user.email", "dana@example.org"),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
            ("gc.auto", "0"),
        ] {
            repo.git(&["config", key, value]);
        }
        Some(repo)
    }

    fn dir(&self) -> PathBuf {
        self.world.home().join("repo")
    }

    pub fn claims(&self) -> PathBuf {
        self.dir().join("claims")
    }

    fn file(&self) -> PathBuf {
        self.claims().join("river.yaml")
    }

    pub fn write(&self, bytes: &[u8]) {
        fs::write(self.file(), bytes).unwrap();
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.file()).unwrap()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    /// Reads a file of the claims folder.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.claims().join(name)).unwrap()
    }

    fn run(&self, mut command: Command) -> Output {
        command
            .env("PATH", &self.path)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap()
    }

    fn git_output(&self, args: &[&str]) -> Output {
        let mut command = Command::new("git");
        command
            .env_clear()
            .envs(self.world.variables())
            .current_dir(self.dir())
            .args(args);
        self.run(command)
    }

    /// Runs git and returns what it prints; it must succeed.
    pub fn git(&self, args: &[&str]) -> String {
        let output = self.git_output(args);
        assert!(output.status.success(), "git {args:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the program and returns what it prints; it must succeed.
    pub fn onrecord(&self, args: &[&str]) -> String {
        let output = self.run(self.world.onrecord(&self.dir(), args));
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the program, which must refuse; returns its exit code and what it says.
    pub fn refused(&self, args: &[&str]) -> (i32, String) {
        let output = self.run(self.world.onrecord(&self.dir(), args));
        (output.status.code().unwrap(), said(&output))
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    pub fn branch(&self, name: &str) {
        self.git(&["checkout", "-q", "-b", name]);
    }

    pub fn back(&self) {
        self.git(&["checkout", "-q", "main"]);
    }

    /// Merges a branch; tells whether git did it without a conflict.
    pub fn merge(&self, branch: &str) -> bool {
        let output = self.git_output(&["merge", "-q", "--no-edit", branch]);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{code:?} {}", said(&output));
        code == Some(0)
    }

    /// Ends a merge, whatever the file holds.
    pub fn resolve(&self) {
        self.commit("resolved");
    }
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}
