//! What a person is shown and answers: in a terminal by keys, elsewhere by
//! lines.

use anyhow::Result;
use console::Term;
use std::io::{IsTerminal, Write};

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Accept,
    Edit,
    Drop,
    Later,
    Back,
    Quit,
}

const CHOICES: &str = "a accept · e edit · d drop · l later · b back · q quit";

impl Key {
    fn of(letter: char) -> Option<Self> {
        Some(match letter.to_ascii_lowercase() {
            'a' => Self::Accept,
            'e' => Self::Edit,
            'd' => Self::Drop,
            'l' => Self::Later,
            'b' => Self::Back,
            'q' => Self::Quit,
            _ => return None,
        })
    }
}

/// Whoever is asked.
pub(super) struct Asked {
    /// None where stdin or stdout is no terminal.
    term: Option<Term>,
    /// What went wrong, shown under the next screen.
    said: Option<String>,
}

impl Asked {
    pub(super) fn new() -> Self {
        let person = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        Self { term: person.then(Term::stdout), said: None }
    }

    /// Shows a screen with the choices under it.
    pub(super) fn show(&mut self, screen: &str) -> Result<()> {
        let said = self.said.take().map(|said| format!("\n{said}\n")).unwrap_or_default();
        if let Some(term) = &self.term {
            term.clear_screen()?;
        }
        let mut out = std::io::stdout().lock();
        writeln!(out, "{screen}{said}\n{CHOICES}\n")?;
        out.flush()?;
        Ok(())
    }

    /// Shows this with the next screen.
    pub(super) fn say(&mut self, text: &str) -> Result<()> {
        self.said = Some(text.to_string());
        Ok(())
    }

    /// The next answer. The end of the input is `Quit`.
    pub(super) fn key(&mut self) -> Result<Key> {
        loop {
            let letter = match &self.term {
                Some(term) => match term.read_key()? {
                    console::Key::Char(letter) => Some(letter),
                    console::Key::ArrowLeft => Some('b'),
                    console::Key::ArrowRight => Some('l'),
                    console::Key::Escape | console::Key::CtrlC => Some('q'),
                    _ => None,
                },
                None => {
                    let mut line = String::new();
                    match std::io::stdin().read_line(&mut line)? {
                        0 => Some('q'),
                        _ => line.trim().chars().next(),
                    }
                }
            };
            if let Some(key) = letter.and_then(Key::of) {
                return Ok(key);
            }
        }
    }

    /// Shows what has come of it.
    pub(super) fn end(self, text: &str) -> Result<()> {
        let mut out = std::io::stdout().lock();
        if let Some(said) = self.said {
            writeln!(out, "{said}")?;
        }
        writeln!(out, "{text}")?;
        Ok(())
    }
}
