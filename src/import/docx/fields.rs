//! Fields: text that the word processor computes, such as links and numbers.

/// The fields that are open where the walk is.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Its result has begun.
    shown: bool,
    address: Option<String>,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// Some of the innermost field's instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && !field.shown
        {
            field.instruction.push_str(text);
        }
    }

    /// The innermost field's result begins.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.shown = true;
            field.address = address(&field.instruction);
        }
    }

    /// The innermost field ends. Returns what it is where it shows nothing and
    /// its instruction holds text.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        let instruction = field.instruction.trim();
        let drawn = instruction.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("EQ "));
        (!field.shown && drawn).then(|| instruction.to_string())
    }

    /// Where the text that is being read links to.
    pub(super) fn address(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|field| field.address.as_deref())
    }
}

/// The address in `HYPERLINK "address"`. One that leads to a place in the
/// document (`\l`) is none.
pub(super) fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!address.starts_with('\\')).then(|| address.to_string())
}

/// May a text link there? Addresses that run something or name a file of the
/// author's machine are none.
pub(super) fn is_safe(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:", "ftp://", "tel:", "doi:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}
