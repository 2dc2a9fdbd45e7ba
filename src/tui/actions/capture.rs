//! Capturing an article: a file chosen or text pasted, its record drafted beside everything else, and
//! triage of the drafts when it is written.

use super::super::effect::Effect;
use super::super::msg::Msg;
use super::super::state::{
    Choice, Form, FormField, From, Item, Order, Picker, Popup, State, Submit, Tone,
};
use super::noting::open_form;
use super::{Action, Context, always, triage};
use crate::disk::Write;
use crate::disk::capture::Listing;
use crate::model::PartialDate;
use crate::source::capture::{Given, Record};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "capture",
        keys: &["C"],
        context: Context::Browse,
        doc: "capture an article: its text kept, its claims drafted",
        short: "",
        when: |state| state.desk.capture.running.is_none(),
        run: |state| vec![Effect::Folder(state.desk.capture.folder.clone())],
    },
    Action {
        name: "paste-article",
        keys: &[],
        context: Context::Browse,
        doc: "capture an article whose text you paste",
        short: "",
        when: |state| state.desk.capture.running.is_none(),
        run: paste,
    },
    Action {
        name: "stop-capture",
        keys: &["esc"],
        context: Context::Capturing,
        doc: "stop capturing; nothing is written",
        short: "stop",
        when: always,
        run: stop,
    },
];

/// The key that pasted text is kept under when it is not captured.
const DRAFT: &str = "capture";

/// Takes what the threads have to say of a capture.
pub(crate) fn hear(state: &mut State, news: Msg) -> Vec<Effect> {
    match news {
        Msg::Folder(listed) => offer(state, listed),
        Msg::Drafted(generation, result) => drafted(state, generation, result),
        Msg::NotKept(why) => failed(state, &why),
        Msg::Capturing(generation, done, total) => {
            if let Some(running) = state.desk.capture.of(generation) {
                (running.done, running.total) = (done, total);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Offers the files of a folder, and to paste.
fn offer(state: &mut State, listed: Result<Listing, String>) -> Vec<Effect> {
    let listing = match listed {
        Ok(listing) => listing,
        Err(why) => {
            state.say(Tone::Error, why);
            return Vec::new();
        }
    };
    let mut items = vec![Item::new(
        None,
        "paste text, or type a path",
        "plain text or HTML",
        Choice::Paste,
    )];
    let mut folder = |label: &str, doc: &str, path: &str| {
        let choice = Choice::Folder(path.to_owned());
        items.push(Item::new(None, label, doc, choice));
    };
    if let Some(parent) = &listing.parent {
        folder("../", "the folder above", parent);
    }
    for entry in listing.entries.iter().filter(|entry| entry.folder) {
        folder(&format!("{}/", entry.name), "a folder", &entry.path);
    }
    for entry in listing.entries.iter().filter(|entry| !entry.folder) {
        let size = entry.bytes.div_ceil(1_000);
        let choice = Choice::Capture(entry.path.clone());
        let doc = format!("{size} kB");
        items.push(Item::new(None, entry.name.clone(), doc, choice));
    }
    let title = format!("capture an article · {}", listing.folder);
    state.desk.capture.folder = Some(listing.folder);
    let file = |item: &Item| matches!(item.choice, Choice::Capture(_));
    let first = items.iter().position(file).unwrap_or(0);
    let mut picker = Picker::by_typing(title, items, Vec::new());
    picker.cursor = first;
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Opens the form in which text is pasted.
pub(crate) fn paste(state: &mut State) -> Vec<Effect> {
    let order = Order {
        from: From::Text(String::new()),
        record: None,
        given: Given::default(),
    };
    open_form(state, form(&order))
}

/// The form of an order, filled in.
fn form(order: &Order) -> Form {
    let (path, text) = match &order.from {
        From::File(path) => (path.as_str(), ""),
        From::Text(text) => ("", text.as_str()),
    };
    let given = &order.given;
    let field = |label, doc: &str, value: &Option<String>| {
        FormField::line(label, doc, value.as_deref().unwrap_or_default())
    };
    let published = given.published.as_ref().map(|date| date.text.clone());
    let fields = vec![
        FormField::lines("text", "the article, plain text or HTML, pasted here", text),
        FormField::line("file", "or the file it stands in; ~/ is home", path),
        field(
            "record",
            "the record to make; left empty, day and title",
            &order.record,
        ),
        field("title", "if the text does not tell", &given.title),
        field("outlet", "if the text does not tell", &given.outlet),
        field("author", "if the text does not tell", &given.author),
        field("published", "2025, 2025-02 or 2025-02-01", &published),
        field("url", "where it stands", &given.url),
    ];
    Form::new("capture an article", fields, Submit::Capture, Vec::new())
}

/// Returns the order that a form gives, or what is wrong with it.
fn order(form: &Form) -> Result<Order, String> {
    let from = match (form.text("file"), form.text("text")) {
        (Some(_), Some(_)) => {
            return Err("a file or pasted text, not both: empty one of them".to_owned());
        }
        (Some(path), None) => From::File(path.trim().to_owned()),
        (None, Some(text)) => From::Text(text),
        (None, None) => return Err("paste the article, or name its file".to_owned()),
    };
    let published = form.text("published").map(|text| PartialDate::parse(&text));
    let published = published.transpose()?;
    Ok(Order {
        from,
        record: form.text("record").map(|text| text.trim().to_owned()),
        given: Given {
            title: form.text("title"),
            url: form.text("url"),
            outlet: form.text("outlet"),
            author: form.text("author"),
            published,
        },
    })
}

/// Captures what the form on top names; what it can not name stays open.
pub(crate) fn submit(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Form(form)) = state.popups.last_mut() else {
        return Vec::new();
    };
    match order(form) {
        Ok(order) => {
            state.popups.pop();
            begin(state, order)
        }
        Err(problem) => {
            form.problem = Some(problem);
            Vec::new()
        }
    }
}

/// Captures a file.
pub(crate) fn file(state: &mut State, path: String) -> Vec<Effect> {
    let order = Order {
        from: From::File(path),
        record: None,
        given: Given::default(),
    };
    begin(state, order)
}

fn begin(state: &mut State, order: Order) -> Vec<Effect> {
    state.message = None;
    let generation = state.desk.capture.begin(order.clone());
    vec![Effect::Capture(generation, order)]
}

/// Stops the one under way, unless it is being written already.
fn stop(state: &mut State) -> Vec<Effect> {
    let capture = &mut state.desk.capture;
    if capture.running.take_if(|one| !one.writing).is_none() {
        state.say(
            Tone::Warning,
            "it is being written: undo takes it away again",
        );
        return Vec::new();
    }
    capture.generation += 1;
    let generation = capture.generation;
    state.say(Tone::Warning, "capture stopped: nothing was written");
    vec![Effect::StopCapture(generation)]
}

/// The record is drafted: it is written, its text kept. What is no article is said in the form again.
fn drafted(state: &mut State, generation: u64, result: Result<Box<Record>, String>) -> Vec<Effect> {
    let Some(running) = state.desk.capture.of(generation) else {
        return Vec::new();
    };
    match result {
        Ok(record) => {
            running.writing = true;
            running.remark = record.remark();
            let file = running.order.file(&record);
            vec![Effect::Keep(file, record)]
        }
        Err(why) => failed(state, &why),
    }
}

/// Nothing was written: what was typed is offered again, with the reason.
fn failed(state: &mut State, why: &str) -> Vec<Effect> {
    let Some(running) = state.desk.capture.running.take() else {
        state.say(Tone::Error, format!("not captured: {why}"));
        return Vec::new();
    };
    let mut form = form(&running.order);
    if matches!(running.order.from, From::File(_)) {
        form.focus = 1;
    }
    form.problem = Some(format!("not captured: {why}"));
    state.popups.push(Popup::Form(Box::new(form)));
    Vec::new()
}

/// The record of a capture is written: triage of its drafts opens.
pub(crate) fn written(state: &mut State, write: &Write) -> Vec<Effect> {
    let Write::NewFile { file, claims, .. } = write else {
        return Vec::new();
    };
    let Some(running) = state.desk.capture.running.take_if(|one| one.writing) else {
        return Vec::new();
    };
    let n = claims.len();
    let drafts = if n == 1 { "draft" } else { "drafts" };
    let remark = running.remark.map(|remark| format!(" · {remark}"));
    let text = format!(
        "captured {file}: {n} {drafts}{}",
        remark.unwrap_or_default()
    );
    state.say(Tone::Good, text);
    let mut effects = Vec::new();
    if state.drafts.remove(DRAFT).is_some() {
        effects.push(Effect::DropDraft(DRAFT.to_owned()));
    }
    let filter = triage::of_file(file);
    // What lies over the screen meanwhile stays.
    if n > 0 && state.popups.is_empty() {
        effects.extend(if state.view.name == "triage" {
            state.filter_by(&filter)
        } else {
            triage::open_at(state, &filter, None)
        });
    }
    effects
}
