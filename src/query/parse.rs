//! Tokens to tree. Parsing never fails: what can not be understood is left out and reported.

use std::ops::Range;
use std::sync::Arc;

use super::ast::{Condition, Node, Seeks, SortKey, Term, Top, TopField};
use super::filters::{Reads, Unknown, field as find_field};
use super::lex::{Lexeme, Token, lex};
use super::sorts::SORTS;
use super::value::choice::one_of;
use super::value::{Piece, pieces};
use super::words::{Fuzzy, Needle, Pattern};
use super::{Problem, Query};

/// Groups may stand in each other so deep; deeper ones are no query anybody typed.
const DEEPEST: usize = 50;

/// Parses a query. Never fails: see [`Query::problems`].
#[must_use]
pub fn parse(text: &str) -> Query {
    let mut parser = Parser {
        tokens: lex(text),
        at: 0,
        terms: 0,
        names_status: false,
        names_integrity: false,
        sorts: Vec::new(),
        problems: Vec::new(),
        tops: Vec::new(),
    };
    let (root, alternatives) = parser.any(0);
    if alternatives && let (Some(first), Some(last)) = (parser.tops.first(), parser.tops.last()) {
        let span = first.span.start..last.span.end;
        parser.tops = vec![Top { span, field: None }];
    }
    parser.problems.sort_by_key(|problem| problem.span.start);
    Query {
        text: text.to_owned(),
        root,
        alternatives,
        names_status: parser.names_status,
        names_integrity: parser.names_integrity,
        sorts: parser.sorts,
        problems: parser.problems,
        tops: parser.tops,
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    terms: usize,
    names_status: bool,
    names_integrity: bool,
    sorts: Vec<SortKey>,
    problems: Vec<Problem>,
    tops: Vec<Top>,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn report(&mut self, span: Range<usize>, message: &str) {
        self.problems.push(Problem::new(span, message));
    }

    /// Reads alternatives up to a `)` or the end; tells whether there was an `OR`.
    fn any(&mut self, depth: usize) -> (Option<Node>, bool) {
        let mut nodes = Vec::new();
        let mut alternatives = false;
        loop {
            let before = self.at;
            let found = self.all(depth);
            let empty = self.at == before;
            nodes.extend(found);
            let or = self.peek().filter(|token| token.lexeme == Lexeme::Or);
            let Some(span) = or.map(|token| token.span.clone()) else {
                if alternatives && empty {
                    let span = self.tokens[self.at - 1].span.clone();
                    self.report(span, "a term was expected after `OR`");
                }
                break;
            };
            if empty {
                self.report(span, "a term was expected before `OR`");
            }
            alternatives = true;
            self.at += 1;
        }
        let node = match nodes.len() {
            0 | 1 => nodes.pop(),
            _ => Some(Node::Any(nodes)),
        };
        (node, alternatives)
    }

    /// Reads terms that must all hold.
    fn all(&mut self, depth: usize) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(token) = self.peek() {
            let span = token.span.clone();
            match token.lexeme {
                Lexeme::Or => break,
                Lexeme::And => self.at += 1,
                Lexeme::Close if depth > 0 => break,
                Lexeme::Close => {
                    self.report(span, "this `)` closes nothing");
                    self.at += 1;
                }
                _ => nodes.extend(self.term(depth)),
            }
        }
        match nodes.len() {
            0 | 1 => nodes.pop(),
            _ => Some(Node::All(nodes)),
        }
    }

    /// Reads a term with the `-` before it.
    fn term(&mut self, depth: usize) -> Option<Node> {
        let start = self.peek()?.span.start;
        let mut excluded = false;
        while let Some(token) = self.peek().filter(|token| token.lexeme == Lexeme::Not) {
            let span = token.span.clone();
            excluded = !excluded;
            self.at += 1;
            let next = self.peek().map(|token| &token.lexeme);
            if matches!(next, None | Some(Lexeme::Or | Lexeme::And | Lexeme::Close)) {
                self.report(span, "a term to exclude was expected after it");
                return None;
            }
        }
        let token = self.peek()?.clone();
        let (node, field) = match token.lexeme {
            Lexeme::Open => (self.group(depth, &token.span), None),
            lexeme => {
                self.at += 1;
                self.leaf(lexeme, &token.span, excluded)
            }
        };
        if depth == 0 {
            let end = self.tokens[self.at - 1].span.end;
            let span = start..end;
            self.tops.push(Top { span, field });
        }
        let node = node?;
        Some(if excluded {
            Node::Not(Box::new(node))
        } else {
            node
        })
    }

    fn group(&mut self, depth: usize, open: &Range<usize>) -> Option<Node> {
        if depth >= DEEPEST {
            self.report(open.clone(), TOO_DEEP);
            self.at = self.tokens.len();
            return None;
        }
        self.at += 1;
        let first = self.at;
        let (node, _) = self.any(depth + 1);
        if self.peek().is_some() {
            if self.at == first {
                let close = self.tokens[self.at].span.end;
                self.report(open.start..close, "the group is empty");
            }
            self.at += 1;
        } else if self.problems.last().is_none_or(|p| p.message != TOO_DEEP) {
            self.report(open.clone(), "this `(` is not closed");
        }
        node
    }

    fn leaf(
        &mut self,
        lexeme: Lexeme,
        span: &Range<usize>,
        excluded: bool,
    ) -> (Option<Node>, Option<TopField>) {
        let seeks = match lexeme {
            Lexeme::Word(word) => Some(Seeks::Word(Needle::new(&word), word)),
            Lexeme::Phrase(text) => {
                let needle = Needle::new(&text);
                if needle.is_empty() {
                    self.report(span.clone(), "the quotes are empty");
                }
                (!needle.is_empty()).then_some(Seeks::Phrase(needle))
            }
            Lexeme::Pattern(source) => match Pattern::new(&source) {
                Ok(pattern) => Some(Seeks::Pattern(pattern)),
                Err(message) => {
                    self.report(span.clone(), &message);
                    None
                }
            },
            Lexeme::Fuzzy(text) => {
                let fuzzy = Fuzzy::new(&text);
                if fuzzy.is_empty() {
                    self.report(span.clone(), "letters were expected after `~`");
                }
                (!fuzzy.is_empty()).then_some(Seeks::Fuzzy(fuzzy))
            }
            Lexeme::Field { name, value, at } => {
                return self.field(&name, &value, span.start..at, excluded);
            }
            Lexeme::Faulty(problem) => {
                self.problems.push(problem);
                None
            }
            Lexeme::Open | Lexeme::Close | Lexeme::Or | Lexeme::And | Lexeme::Not => None,
        };
        (seeks.map(|seeks| self.number(span.clone(), seeks)), None)
    }

    fn number(&mut self, span: Range<usize>, seeks: Seeks) -> Node {
        let number = self.terms;
        self.terms += 1;
        Node::Term(Arc::new(Term {
            number,
            span,
            seeks,
        }))
    }

    /// Reads a field term; `head` is the place of its name and colon.
    fn field(
        &mut self,
        name: &str,
        value: &str,
        head: Range<usize>,
        excluded: bool,
    ) -> (Option<Node>, Option<TopField>) {
        let row = match find_field(name) {
            Ok(row) => row,
            Err(unknown) => {
                self.problems.push(no_field(name, head, unknown));
                return (None, None);
            }
        };
        if value.is_empty() {
            let message = format!("a value was expected after `{}:`", row.name);
            let example = format!("for example `{}`", row.examples.join("`, `"));
            self.problems
                .push(Problem::new(head, message).hint(example).unfinished());
            return (None, None);
        }
        let pieces = pieces(value, head.end, row.thousands);
        let node = match row.reads {
            Reads::Order => {
                self.order(&pieces, excluded);
                None
            }
            Reads::Condition(read) => {
                self.names_status |= row.name == "status";
                self.names_integrity |= row.name == "integrity";
                let mut any = Vec::new();
                for piece in &pieces {
                    match read(piece) {
                        Ok(filter) => any.push(Condition {
                            piece: piece.clone(),
                            filter,
                        }),
                        Err(problem) => self.problems.push(problem),
                    }
                }
                // A condition with a fault in it would find too much or too little: left out whole.
                let span = head.start..head.end + value.len();
                (any.len() == pieces.len()).then(|| self.number(span, Seeks::Field(row, any)))
            }
        };
        let top = TopField {
            row,
            excluded,
            pieces,
        };
        (node, Some(top))
    }

    fn order(&mut self, pieces: &[Piece], excluded: bool) {
        for piece in pieces {
            let bare = piece.text.trim_start_matches('-');
            let unsigned = Piece {
                text: bare.to_owned(),
                ..piece.clone()
            };
            let names: Vec<&str> = SORTS.iter().map(|row| row.name).collect();
            match one_of(&unsigned, &names) {
                Ok(_) if excluded => {
                    let problem = piece.problem("an ordering can not be excluded");
                    let hint = format!("to turn it round: `sort:-{bare}`");
                    self.problems.push(problem.hint(hint));
                }
                Ok(at) => self.sorts.push(SortKey {
                    row: &SORTS[at],
                    descending: piece.text.starts_with('-'),
                }),
                Err(problem) => self.problems.push(problem),
            }
        }
    }
}

const TOO_DEEP: &str = "groups stand too deep in each other";

fn no_field(name: &str, head: Range<usize>, unknown: Unknown) -> Problem {
    match unknown {
        Unknown::Several(names) => {
            let message = format!("`{name}:` could be {}", list(&names));
            Problem::new(head, message).hint("write more of the name")
        }
        Unknown::Nothing(Some(near)) => Problem::new(head, format!("no field `{name}`"))
            .hint(format!("did you mean `{near}:`?")),
        Unknown::Nothing(None) => Problem::new(head, format!("no field `{name}`"))
            .hint("to search for the text itself, put it in quotes"),
    }
}

fn list(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}:`")).collect();
    names.join(" or ")
}

#[cfg(test)]
mod tests;
