//! The page in the window, in a person's words: look for, press, choose, read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::memory;
use super::stage::Stage;
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};

/// Longer than anything takes on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(90);

/// One open window.
pub struct Page {
    window: Client,
    shots: PathBuf,
}

/// Language and theme, as the page is told and as its pictures are named.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// `zh` or `en`.
    pub lang: &'static str,
    /// `light` or `dark`.
    pub theme: &'static str,
}

/// All four.
pub const LOOKS: [Look; 4] = [
    Look {
        lang: "en",
        theme: "dark",
    },
    Look {
        lang: "en",
        theme: "light",
    },
    Look {
        lang: "zh",
        theme: "dark",
    },
    Look {
        lang: "zh",
        theme: "light",
    },
];

/// So many times a code is scanned before it is given up.
const SCANS: u32 = 5;

/// Whether the first element of a selector can be pressed now: looked at over some frames and a moment.
const STILL: &str = r"
const done = arguments[0];
(css => {
  const element = document.querySelector(css);
  if (!element) return done(false);
  element.scrollIntoView({ block: 'center' });
  const place = () => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height].join(); };
  const before = place();
  let frames = 0;
  const look = () => {
    if ((frames += 1) < 4) return requestAnimationFrame(look);
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    done(element.isConnected && place() === before && !element.matches(':disabled') && element.contains(top));
  };
  requestAnimationFrame(look);
})";

impl Page {
    /// The page in `window`; its pictures go to `shots`.
    pub fn of(window: Client, shots: PathBuf) -> Self {
        Self { window, shots }
    }

    /// Waits for the part with this test id.
    pub async fn part(&self, id: &str) -> Element {
        self.css(&format!("[data-testid={id}]")).await
    }

    /// Waits for what `css` selects.
    pub async fn css(&self, css: &str) -> Element {
        let found = self
            .window
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await;
        match found {
            Ok(element) => element,
            Err(error) => panic!(
                "{css} does not appear: {error}; the page says:\n{}",
                self.says().await
            ),
        }
    }

    /// Presses the part with this test id.
    pub async fn press(&self, id: &str) {
        self.click(&format!("[data-testid={id}]")).await;
    }

    /// Presses what `css` selects once it can be pressed: it stands still, takes presses, and nothing lies over it. A person
    /// waits for that, too; a press meanwhile goes to where it stood, and is lost.
    pub async fn click(&self, css: &str) {
        let found = self.css(css).await;
        let still = format!("{STILL}({});", serde_json::json!(css));
        for _ in 0..1_800 {
            if self.wait_for(&still).await == true {
                let pressed = found.click().await;
                return pressed.unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!(
            "{css} takes no press; the page says:\n{}",
            self.says().await
        );
    }

    /// Types into the field with this test id; what comes next finds it written.
    pub async fn write(&self, id: &str, text: &str) {
        let field = self.part(id).await;
        field.send_keys(text).await.expect("it takes keys");
    }

    /// Closes the dialog that is open, by its cross.
    pub async fn close_dialog(&self) {
        self.click("dialog header button").await;
        self.css("body:not(:has(dialog))").await;
    }

    /// Chooses a file in a file input, as the system's file dialog would.
    pub async fn choose(&self, id: &str, file: &Path) {
        let path = file.to_str().expect("test files have plain names");
        let input = self.part(id).await;
        input
            .send_keys(path)
            .await
            .unwrap_or_else(|error| panic!("{id} takes no file: {error}"));
    }

    /// Types `text` and Enter as a scanner does, quickly and into nothing in particular, and waits for what `css` selects.
    /// Where a slow machine tore the keys apart, it is scanned again, as the page asks for.
    pub async fn scan(&self, text: &str, css: &str) {
        for _ in 0..SCANS {
            let body = self.css("body").await;
            let typed = body.send_keys(&format!("{text}\u{E007}")).await;
            typed.expect("a keyboard types");
            let found = self.window.wait().at_most(PATIENCE / SCANS);
            if found.for_element(Locator::Css(css)).await.is_ok() {
                return;
            }
        }
        panic!(
            "{SCANS} scans, and no {css}; the page says:\n{}",
            self.says().await
        );
    }

    /// The verdicts of all slips, once there are `count`.
    pub async fn verdicts(&self, count: usize) -> Vec<String> {
        self.css(&format!("li:nth-child({count}) [data-testid=slip]"))
            .await;
        let slips = self
            .window
            .find_all(Locator::Css("[data-testid=slip]"))
            .await
            .expect("slips");
        let mut verdicts = Vec::new();
        for slip in slips {
            verdicts.push(
                slip.attr("data-verdict")
                    .await
                    .expect("an attribute")
                    .expect("each slip has a verdict"),
            );
        }
        verdicts
    }

    /// Changes language and theme with the page's own buttons.
    pub async fn look(&self, look: Look) {
        let tag = if look.lang == "zh" { "zh-CN" } else { "en" };
        for (button, attribute, wanted) in
            [("lang", "lang", tag), ("theme", "data-theme", look.theme)]
        {
            let html = self.css("html").await;
            while html.attr(attribute).await.expect("an attribute").as_deref() != Some(wanted) {
                let before = html
                    .attr(attribute)
                    .await
                    .expect("an attribute")
                    .unwrap_or_default();
                self.press(button).await;
                self.css(&format!("html:not([{attribute}={before:?}])"))
                    .await;
            }
        }
    }

    /// Keeps a picture of the window as `window-{lang}-{theme}-{what}.png`.
    pub async fn shoot(&self, look: Look, what: &str) {
        // A frame after the last change, or the picture shows a thing on its way.
        let settled =
            "const done = arguments[0]; document.fonts.ready.then(() => setTimeout(done, 250));";
        self.wait_for(settled).await;
        let picture = self.picture().await;
        let name = format!("window-{}-{}-{what}.png", look.lang, look.theme);
        std::fs::write(self.shots.join(name), picture).expect("the shots folder can be written");
    }

    /// The window as it is drawn now.
    pub async fn picture(&self) -> Vec<u8> {
        let picture = self.window.screenshot().await;
        picture.expect("a picture of the window")
    }

    /// Types into the n-th secret field (from 0) of the screen, key by key as a person does.
    pub async fn type_secret(&self, n: usize, secret: &str) {
        self.css("[data-testid=secret]").await;
        let mut fields = Vec::new();
        for _ in 0..1_800 {
            let found = self.window.find_all(Locator::Css("[data-testid=secret]"));
            fields = found.await.expect("secret fields");
            if fields.len() > n {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let field = fields.get(n).expect("a secret field");
        // While what was typed before is tried, no key is taken.
        self.css("body:not(:has([data-testid=secret][aria-busy=true]))")
            .await;
        field.send_keys(secret).await.expect("it takes keys");
        let dots = secret.chars().count();
        self.until(&format!(
            "return document.querySelectorAll('[data-testid=dots]')[{n}].dataset.dots === '{dots}'"
        ))
        .await;
    }

    /// Presses a code's press to show it full-screen, and waits for the part with this id. Where a slow machine has taken the
    /// minute after which the PIN is asked again, it is typed.
    pub async fn show(&self, css: &str, id: &str, pin: &str) {
        self.click(css).await;
        let shown = format!("[data-testid={id}]");
        self.css(&format!("{shown}, [data-testid=secret]")).await;
        let asked = format!("return !document.querySelector('{shown}')");
        if self.ask(&asked).await == true {
            self.type_secret(0, pin).await;
            self.press("press").await;
        }
        self.part(id).await;
    }

    /// Keeps what is in a file, in a first vault with this PIN and without a recovery kit.
    pub async fn keep_first(&self, file: &Path, pin: &str) {
        self.part("family-empty").await;
        self.choose("choose", file).await;
        self.part("found").await;
        self.press("keep").await;
        self.set_up(pin).await;
        self.css("[data-testid=slip]").await;
    }

    /// Sets a first vault up with this PIN, and lets the recovery kit be that is offered then.
    pub async fn set_up(&self, pin: &str) {
        self.type_secret(0, pin).await;
        self.type_secret(1, pin).await;
        self.press("press").await;
        self.click("dialog:not(:has([data-testid=secret])) [data-testid=later]")
            .await;
        self.css("body:not(:has(dialog))").await;
    }

    /// Chooses a value in a native list, as its popup would: the driver cannot see that.
    pub async fn pick(&self, id: &str, value: &str) {
        self.css(&format!("[data-testid={id}] option[value='{value}']"))
            .await;
        self.ask(&format!(
            "const list = document.querySelector('[data-testid={id}]'); list.value = '{value}'; \
             list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await;
    }

    /// Types the characters of a recovery kit.
    pub async fn type_kit(&self, kit: &str) {
        let field = self.part("kit-field").await;
        field.send_keys(kit).await.expect("it takes keys");
    }

    /// Searches the family for what stands in the quotes of a script.
    pub async fn seek(&self, quoted: &str) {
        self.part("search").await;
        self.ask(&format!(
            "const search = document.querySelector('[data-testid=search]'); search.value = '{quoted}'; \
             search.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ))
        .await;
    }

    /// Waits until a script of the test finds something true.
    pub async fn until(&self, script: &str) {
        for _ in 0..1_800 {
            if self.ask(script).await == serde_json::Value::Bool(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{script}: never; the page says:\n{}", self.says().await);
    }

    /// Two seconds later, none of these texts is anywhere in the memory of the program. How many are left in the page's own
    /// process, of which nothing is promised (SECURITY.md), is printed.
    pub async fn nothing_left(&self, stage: &Stage, texts: &[&str]) {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let of_page = memory::left(stage.program("WebKitWebProcess"), texts);
        println!("figure memory.page-after-lock {of_page:?}");
        let left = memory::left(stage.program("kincode-app"), texts);
        assert!(left.is_empty(), "{left:?} is left in memory");
    }

    /// What a script of the test finds out.
    pub async fn ask(&self, script: &str) -> serde_json::Value {
        self.window
            .execute(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a script of the test finds out in its own time; it calls its last argument.
    pub async fn wait_for(&self, script: &str) -> serde_json::Value {
        self.window
            .execute_async(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Asks Rust for a command as a hostile script in the page would: "answered", or the refusal.
    pub async fn invoke(&self, command: &str, takes: &str) -> String {
        let script = format!(
            "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke({command:?}, {takes})\
             .then(() => done('answered'), (refusal) => done(String(refusal)));"
        );
        let answer = self.wait_for(&script).await;
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// All words on the page.
    pub async fn says(&self) -> String {
        self.ask("return document.body.innerText")
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}
