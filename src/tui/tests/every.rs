//! Every action by its key: what is pressed before, and what is there afterwards that was not. An
//! action without a row fails the test.

use super::*;
use crate::tui::actions::{ACTIONS, action};
use crate::tui::keymap::Resolved;
use crate::tui::screenshot::events;

/// Which app it is tried in.
#[derive(Clone, Copy)]
enum In {
    /// The bundled record; problems, templates, a shared view, a draft and something to undo are there.
    Bundled,
    /// A record whose captured text is at hand, with the article open.
    Article,
    /// Captured drafts are gone through, in their text.
    Drafts,
    /// A save has failed.
    Failed,
    /// An export runs.
    Exporting,
    /// Many files are written.
    Writing,
    /// The folder is read.
    Reading,
}

/// Action, where, the keys before its own, and what the screen or the effects say then.
type Row = (&'static str, In, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("filter", In::Bundled, "", "Tab completes"),
    ("facets", In::Bundled, "", "▸ facets"),
    ("toggle-facet", In::Bundled, "f", "✓ Alex Tapscott"),
    ("exclude-facet", In::Bundled, "f", "✗ Alex Tapscott"),
    ("filter-by-value", In::Bundled, "", "filter by …"),
    ("exclude-value", In::Bundled, "", "exclude …"),
    (
        "chips",
        In::Bundled,
        "/ \"china\" enter",
        "terms of the filter",
    ),
    (
        "relax",
        In::Bundled,
        "/ \"cred:5 kind:commitment\" enter",
        "3 of 90",
    ),
    ("sort", In::Bundled, "", "order by …"),
    ("views", In::Bundled, "", "saved views"),
    (
        "save-view",
        In::Bundled,
        "/ \"china\" enter",
        "save view · china",
    ),
    ("manage-views", In::Bundled, "", "look after saved views"),
    ("related", In::Bundled, "", ""),
    ("annotate", In::Bundled, "", "annotate · just-millions"),
    ("skepticism", In::Bundled, "", "skepticism · just-millions"),
    ("evidence", In::Bundled, "", "evidence · just-millions"),
    ("edit", In::Bundled, "", "Edit {"),
    ("all-tags", In::Bundled, "", "all tags · "),
    ("grade-history", In::Bundled, "", "grade and verdict of"),
    ("refused", In::Bundled, "", "refused by the last write"),
    ("agree", In::Bundled, "space space D", "DeleteAll("),
    ("close-sheet", In::Bundled, "space space D", ""),
    ("sheet-down", In::Bundled, "* D", ""),
    ("sheet-up", In::Bundled, "* D j j", ""),
    ("edit-note", In::Bundled, "/ \"id:trillion-lost\" enter", ""),
    (
        "correct-note",
        In::Bundled,
        "/ \"id:trillion-lost\" enter",
        "",
    ),
    ("reliability", In::Bundled, "", "reliability of the source"),
    (
        "credibility",
        In::Bundled,
        "",
        "credibility of the information",
    ),
    ("reason", In::Bundled, "c 2", "reason · just-millions"),
    ("repeat", In::Bundled, "c 2 j", "Save {"),
    ("stop-export", In::Exporting, "", "StopExport"),
    (
        "add-article",
        In::Bundled,
        "",
        "a new article and its first claim",
    ),
    ("verdict", In::Bundled, "", "verdict · just-millions"),
    ("tags", In::Bundled, "", "tags · just-millions"),
    ("link", In::Bundled, "", "contradicts"),
    ("export", In::Bundled, "", "markdown"),
    ("copy", In::Bundled, "", "copied the claim with citation"),
    ("copy-name", In::Bundled, "", "copied the claim by name"),
    ("copy-as", In::Bundled, "", "copy as"),
    ("open-article", In::Bundled, "", "the record has no url"),
    ("field", In::Bundled, "", "assertion"),
    ("add", In::Bundled, "", "add a claim"),
    ("delete", In::Bundled, "", "delete"),
    ("undo", In::Bundled, "", "Revert(Undo)"),
    ("redo", In::Bundled, "", "Revert(Redo)"),
    ("skip-undo", In::Bundled, "", "SkipUndo"),
    ("drafts", In::Bundled, "", "half a thought"),
    ("drop-draft", In::Bundled, "d", ""),
    ("mark", In::Bundled, "", "1 marked"),
    ("mark-range", In::Bundled, "", "▏"),
    ("mark-all", In::Bundled, "", "90 marked"),
    ("down", In::Bundled, "", "security-concerns"),
    ("up", In::Bundled, "j", "just-millions"),
    ("top", In::Bundled, "G", "just-millions"),
    ("bottom", In::Bundled, "", ""),
    ("half-page-down", In::Bundled, "", ""),
    ("half-page-up", In::Bundled, "G", ""),
    ("page-down", In::Bundled, "", ""),
    ("page-up", In::Bundled, "G", ""),
    ("next-match", In::Bundled, "", "security-concerns"),
    ("previous-match", In::Bundled, "j", "just-millions"),
    ("next-pane", In::Bundled, "", "▸ claim ─"),
    ("previous-pane", In::Bundled, "", "▸ facets"),
    ("open", In::Bundled, "", "▸ claim ─"),
    ("back", In::Bundled, "space", ""),
    ("view-claims", In::Bundled, "2", "▸ claims"),
    ("view-speakers", In::Bundled, "", "▸ speakers · 21"),
    ("view-grid", In::Bundled, "", "▸ grid"),
    ("view-figures", In::Bundled, "", "log scale"),
    ("view-timeline", In::Bundled, "", "oldest first"),
    ("view-article", In::Bundled, "", "▸ article"),
    ("view-problems", In::Bundled, "", "problems · 5 hints"),
    (
        "palette",
        In::Bundled,
        "",
        "actions, views, formats, themes",
    ),
    ("help", In::Bundled, "", "keys here"),
    ("border-left", In::Bundled, "", ""),
    ("border-right", In::Bundled, "", ""),
    ("usual-borders", In::Bundled, "<", ""),
    ("sign", In::Bundled, "", "sign notes"),
    ("mouse", In::Bundled, "", "Mouse(false)"),
    ("suspend", In::Bundled, "", "Suspend"),
    ("last-written", In::Bundled, "j j", ""),
    ("quit", In::Bundled, "", "Quit"),
    ("scroll-right", In::Bundled, "", "from column 11"),
    ("scroll-left", In::Bundled, "right right", "from column 11"),
    ("speaker-claims", In::Bundled, "2", "58 of 90"),
    ("grid-enter", In::Bundled, "3", "rel:A cred:1"),
    ("grid-carry", In::Bundled, "3", "carrying"),
    ("grid-drop", In::Bundled, "3 m right", "grade C5 on"),
    ("grid-cancel", In::Bundled, "3 m", "grid · C4"),
    ("stop-writing", In::Writing, "", "StopWriting"),
    ("reload", In::Bundled, "", "Reload"),
    ("stop-reading", In::Reading, "", "StopReading"),
    ("grid-left", In::Bundled, "3 right", ""),
    ("grid-right", In::Bundled, "3", ""),
    ("figure-claim", In::Bundled, "4", "▸ claims"),
    ("moment-claim", In::Bundled, "5", "▸ claims"),
    ("problem-claim", In::Bundled, "7", "▸ claims"),
    ("problem-edit", In::Bundled, "7", "Edit {"),
    ("article-enter", In::Article, "", "▸ claims"),
    ("next-passage", In::Article, "", ""),
    ("previous-passage", In::Article, "n n", ""),
    ("next-candidate", In::Article, "", ""),
    ("previous-candidate", In::Article, "G", ""),
    ("next-word", In::Article, "", ""),
    ("previous-word", In::Article, "n", ""),
    ("select-words", In::Article, "", "record them"),
    ("record-selection", In::Article, "V right", "add a claim"),
    ("selection-next-word", In::Article, "V", ""),
    ("selection-previous-word", In::Article, "V right right", ""),
    ("drop-selection", In::Article, "V", ""),
    ("view-triage", In::Bundled, "", "▸ triage"),
    ("accept-draft", In::Drafts, "", "Accept"),
    ("edit-draft", In::Drafts, "", "accept · we-spent"),
    ("reject-draft", In::Drafts, "", "Save {"),
    ("split-draft", In::Drafts, "", "parts"),
    ("merge-draft", In::Drafts, "", ""),
    ("next-draft", In::Drafts, "", "2 of"),
    ("previous-draft", In::Drafts, "n", "1 of"),
    ("link-draft", In::Drafts, "", ""),
    ("leave-triage", In::Drafts, "", "▸ claims"),
    (
        "accept",
        In::Drafts,
        "1 / \"status:candidate\" enter",
        "Accept",
    ),
    ("capture", In::Bundled, "", "Folder(None)"),
    ("paste-article", In::Bundled, "", "capture an article"),
    (
        "stop-capture",
        In::Bundled,
        ": \"paste article\" enter \"words\" ctrl-s",
        "StopCapture(2)",
    ),
    ("filter-done", In::Bundled, "/ \"china\"", "▸ claims"),
    (
        "filter-cancel",
        In::Bundled,
        "/ \"china\"",
        "press / to filter",
    ),
    (
        "filter-complete",
        In::Bundled,
        "/ \"verd\"",
        "a value was expected",
    ),
    ("completion-next", In::Bundled, "/", ""),
    ("completion-previous", In::Bundled, "/ ctrl-n", ""),
    (
        "filter-older",
        In::Bundled,
        "/ \"china\" enter esc /",
        "8 of 90",
    ),
    (
        "filter-newer",
        In::Bundled,
        "/ \"china\" enter esc / up",
        "",
    ),
    ("filter-clear", In::Bundled, "/ \"china\"", ""),
    ("retry", In::Failed, "", "Save {"),
    ("give-up", In::Failed, "", ""),
    ("take-name", In::Bundled, "a \"@tap\"", "@Alex Tapscott"),
    ("next-name", In::Bundled, "a \"@\"", ""),
    ("previous-name", In::Bundled, "a \"@\" down", ""),
    ("no-name", In::Bundled, "a \"@\"", ""),
    ("undo-typing", In::Bundled, "a \"so\"", ""),
    ("redo-typing", In::Bundled, "a \"so\" ctrl-z", ""),
    ("save", In::Bundled, "a \"so\"", "Save {"),
    ("next-line", In::Bundled, "a \"so\"", ""),
    ("next-field", In::Bundled, "E", ""),
    ("previous-field", In::Bundled, "E tab", ""),
    ("leave-form", In::Bundled, "a \"so\"", "KeepDraft"),
    ("template", In::Bundled, "a", "templates"),
    ("empty-form", In::Bundled, "a \"so\"", ""),
    ("pick", In::Bundled, "c", "Save {"),
    ("picker-next", In::Bundled, "c", ""),
    ("picker-previous", In::Bundled, "c down", ""),
    ("picker-page-down", In::Bundled, ":", ""),
    ("picker-page-up", In::Bundled, ": pagedown", ""),
    ("close-picker", In::Bundled, "c", ""),
    ("next-format", In::Bundled, "x", ""),
    ("previous-format", In::Bundled, "x", ""),
    ("export-scope", In::Bundled, "space x", ""),
    ("export-scroll-down", In::Bundled, "x", ""),
    ("export-scroll-up", In::Bundled, "x ctrl-d", ""),
    ("export-copy", In::Bundled, "x", "Clipboard"),
    ("export-write", In::Bundled, "x", "export 90 claims to …"),
    ("close-export", In::Bundled, "x", "▸ claims"),
];

fn app(place: In) -> App {
    let mut app = match place {
        In::Article => article::app(120, 40),
        In::Drafts => triage::opened(120, 40),
        In::Bundled | In::Failed | In::Exporting | In::Writing | In::Reading => App::new(120, 40),
    };
    let setting = &mut app.state.setting;
    setting.templates = vec!["Single interested source.".to_owned()];
    setting.shared = vec![crate::disk::View {
        name: "ours".to_owned(),
        query: "china".to_owned(),
        key: None,
    }];
    let draft = ("annotate x".to_owned(), "half a thought".to_owned());
    app.state.drafts.extend([draft]);
    app.state.problems = crate::store::checks::check(&app.state.store).into();
    app.state.history.undo = Some("a note".to_owned());
    let refused = ("a/x".to_owned(), "it is gone".to_owned());
    app.state.history.refused.push(refused);
    let first = app.state.store.claims().next();
    app.state.history.last = first.map(|claim| claim.name());
    app.state.history.redo = Some("a note".to_owned());
    match place {
        In::Bundled | In::Drafts => {}
        In::Article => {
            app.press("j j j 6");
        }
        In::Writing => app.send(Msg::Writing(3, 40)),
        In::Reading => app.send(Msg::Reading(3, 40)),
        In::Exporting => {
            app.press("x enter enter");
            app.send(Msg::Exporting(1, 40));
        }
        In::Failed => {
            app.press("a \"precious\" ctrl-s");
            app.answer(Err("no space left"));
            app.press("j");
        }
    }
    app.effects.clear();
    app
}

/// What a person or the edge would see.
fn seen(app: &App) -> String {
    format!("{}\n{:?}", app.screen(), app.effects)
}

fn try_out(&(name, place, before, then): &Row) -> Result<(), String> {
    let own = action(name).ok_or("no such action")?;
    let mut app = app(place);
    app.press(before);
    app.effects.clear();
    let (old, drawn) = (seen(&app), screenshot::screen(&app.state));
    match own.keys.first() {
        None => {
            // Without a key of its own it is run by name.
            app.press(&format!(": \"{}\" enter", name.replace('-', " ")));
        }
        Some(key) => {
            let pressed: Vec<_> = events(key)?.into_iter().map(Into::into).collect();
            let contexts = app.state.contexts();
            let meant = app.state.setting.keymap.resolve(&contexts, &pressed);
            if meant != Resolved::Action(own) {
                return Err(format!("{key} means {meant:?}"));
            }
            if !(own.when)(&app.state) {
                return Err("it can not be done here".to_owned());
            }
            app.press(key);
        }
    }
    let new = seen(&app);
    // The cursor of a menu is told by style alone.
    if new == old && screenshot::screen(&app.state) == drawn {
        return Err("nothing happens".to_owned());
    }
    if !then.is_empty() && (old.contains(then) || !new.contains(then)) {
        return Err(format!("not new: {then:?}\n{new}"));
    }
    Ok(())
}

#[test]
fn every_action_does_something_by_its_key() {
    let mut wrong = Vec::new();
    for action in ACTIONS.iter().copied().flatten() {
        if !ROWS.iter().any(|row| row.0 == action.name) {
            wrong.push(format!("{}: no row", action.name));
        }
    }
    for row in ROWS {
        if let Err(why) = try_out(row) {
            wrong.push(format!("{}: {why}", row.0));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
