//! A reader: a browser with a fresh profile, and what one does in it.

use super::{chromium, site};
use crate::server;
use headless_chrome::browser::tab::point::Point;
use headless_chrome::protocol::cdp::{Emulation, Input, Page};
use headless_chrome::{Browser, LaunchOptions, Tab};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// A browser window on the site.
pub(super) struct Reader {
    tab: Arc<Tab>,
    base: String,
    /// Ends with the reader.
    _browser: Browser,
}

/// Collects what goes wrong on a page, before anything of it runs.
const WATCH: &str = "window.wrong = [];
addEventListener('error', (e) => wrong.push(e.message || `${e.target.src || e.target.href} failed`), true);
addEventListener('unhandledrejection', (e) => wrong.push(String(e.reason)));
const error = console.error; console.error = (...all) => { wrong.push(all.join(' ')); error(...all); };
window.moved = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) moved.push(...e.sources.map((s) => `${s.node?.nodeName} ${s.node?.className} ${s.node?.textContent} ${JSON.stringify([s.previousRect, s.currentRect])}`)); })
  .observe({ type: 'layout-shift', buffered: true });
window.print = () => {};";

impl Reader {
    /// A reader of the test book with a wide window; none without Chromium.
    pub(super) fn new() -> Option<Self> {
        static BASE: OnceLock<String> = OnceLock::new();
        chromium()?;
        Self::of(BASE.get_or_init(|| server::serve(site())))
    }

    /// A reader of another site.
    pub(super) fn of(base: &str) -> Option<Self> {
        let options = LaunchOptions::default_builder()
            .path(Some(chromium()?))
            .sandbox(false)
            .window_size(Some((1280, 900)))
            .args(vec![OsStr::new("--disable-background-networking"), OsStr::new("--lang=en")])
            .build()
            .unwrap();
        let browser = Browser::new(options).unwrap();
        let tab = browser.new_tab().unwrap();
        tab.call_method(Page::AddScriptToEvaluateOnNewDocument {
            source: WATCH.into(),
            world_name: None,
            include_command_line_api: None,
            run_immediately: None,
        })
        .unwrap();
        let reader = Self { tab, base: base.into(), _browser: browser };
        reader.size(1280, 900);
        Some(reader)
    }

    /// Sets the size of the window in CSS pixels.
    pub(super) fn size(&self, width: u32, height: u32) {
        let metrics = Emulation::SetDeviceMetricsOverride {
            width,
            height,
            device_scale_factor: 1.0,
            mobile: false,
            scale: None,
            screen_width: None,
            screen_height: None,
            position_x: None,
            position_y: None,
            dont_set_visible_size: None,
            screen_orientation: None,
            viewport: None,
            display_feature: None,
            device_posture: None,
        };
        self.tab.call_method(metrics).unwrap();
    }

    /// Switches JavaScript off for the pages that follow.
    pub(super) fn without_script(&self) {
        self.tab.call_method(Emulation::SetScriptExecutionDisabled { value: true }).unwrap();
    }

    /// A finger instead of a mouse.
    pub(super) fn with_touch(&self) {
        let touch =
            Emulation::SetTouchEmulationEnabled { enabled: true, max_touch_points: Some(1) };
        self.tab.call_method(touch).unwrap();
    }

    /// Paper instead of a screen.
    pub(super) fn on_paper(&self) {
        let media = Emulation::SetEmulatedMedia { media: Some("print".into()), features: None };
        self.tab.call_method(media).unwrap();
    }

    /// Opens a page of the site.
    pub(super) fn open(&self, path: &str) -> &Self {
        self.tab.navigate_to(&format!("{}{path}", self.base)).unwrap();
        self.tab.wait_until_navigated().unwrap();
        self.until("document.readyState === 'complete'")
    }

    /// Loads the page again.
    pub(super) fn reload(&self) -> &Self {
        self.run("window.old = true").tab.reload(false, None).unwrap();
        self.tab.wait_until_navigated().unwrap();
        self.until("!window.old && document.readyState === 'complete'")
    }

    /// What an expression gives, as JSON.
    pub(super) fn get(&self, expression: &str) -> serde_json::Value {
        let script = format!("JSON.stringify((() => ({expression}))() ?? null)");
        let result = self.tab.evaluate(&script, false).unwrap();
        let text = result.value.unwrap_or_else(|| panic!("{expression}: {:?}", result.description));
        serde_json::from_str(text.as_str().unwrap()).unwrap()
    }

    /// What an expression gives, as text.
    pub(super) fn text(&self, expression: &str) -> String {
        self.get(expression).as_str().unwrap_or_else(|| panic!("no text: {expression}")).to_string()
    }

    /// Is it so?
    pub(super) fn is(&self, expression: &str) -> bool {
        self.get(&format!("!!({expression})")).as_bool().unwrap()
    }

    /// Asks until it is so; fails if it never is.
    pub(super) fn until(&self, expression: &str) -> &Self {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.is(expression) {
            assert!(Instant::now() < end, "never came true: {expression}");
        }
        self
    }

    /// Runs statements, and a script of another file too.
    pub(super) fn run(&self, script: &str) -> &Self {
        self.tab.evaluate(script, true).unwrap();
        self
    }

    /// Runs the script of a file.
    pub(super) fn load(&self, path: &Path) -> &Self {
        self.run(&std::fs::read_to_string(path).unwrap())
    }

    /// Presses a key.
    pub(super) fn press(&self, key: &str) -> &Self {
        self.tab.press_key(key).unwrap();
        self
    }

    /// The middle of the first box of an element, brought into the window.
    fn middle(&self, selector: &str) -> Point {
        let at = self.get(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); \
             e.scrollIntoView({{ block: 'nearest' }}); const b = e.getClientRects()[0]; \
             return [b.x + b.width / 2, b.y + b.height / 2]; }})()"
        ));
        Point { x: at[0].as_f64().unwrap(), y: at[1].as_f64().unwrap() }
    }

    /// Moves the mouse onto an element.
    pub(super) fn hover(&self, selector: &str) -> &Self {
        self.tab.move_mouse_to_point(self.middle(selector)).unwrap();
        self
    }

    /// Clicks an element with the mouse.
    pub(super) fn click(&self, selector: &str) -> &Self {
        self.tab.click_point(self.middle(selector)).unwrap();
        self
    }

    /// Taps an element with a finger.
    pub(super) fn tap(&self, selector: &str) -> &Self {
        let Point { x, y } = self.middle(selector);
        let finger = Input::TouchPoint {
            x,
            y,
            radius_x: None,
            radius_y: None,
            rotation_angle: None,
            force: None,
            tangential_pressure: None,
            tilt_x: None,
            tilt_y: None,
            twist: None,
            id: None,
        };
        for (kind, points) in [
            (Input::DispatchTouchEventTypeOption::TouchStart, vec![finger]),
            (Input::DispatchTouchEventTypeOption::TouchEnd, vec![]),
        ] {
            let event = Input::DispatchTouchEvent {
                Type: kind,
                touch_points: points,
                modifiers: None,
                timestamp: None,
            };
            self.tab.call_method(event).unwrap();
        }
        self
    }

    /// Is an element of the page rendered?
    pub(super) fn sees(&self, selector: &str) -> bool {
        self.is(&format!(
            "[...document.querySelectorAll({selector:?})].some((e) => e.getClientRects().length)"
        ))
    }

    /// Fails where the page had an error.
    pub(super) fn content(&self) {
        assert_eq!(self.get("window.wrong"), serde_json::json!([]));
    }
}
