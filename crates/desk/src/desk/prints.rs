//! From codes to a PDF, a picture of it, a file, the system's viewer.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use tempfile::TempDir;

use super::Desk;
use crate::check::Checked;
use crate::printing::Job;
use crate::problem::{Code, Problem};
use crate::school::Cards;
use crate::view::{PrintRequest, PrintView, Printer, ProblemView, Saved, SchoolListRequest};
use crate::{files, printing};

impl Desk {
    /// Makes the PDF, and reads every printed code back from it.
    ///
    /// # Errors
    ///
    /// As [`printing::print`].
    pub fn print(&mut self, request: &PrintRequest, now: &Zoned) -> Result<PrintView, ProblemView> {
        let codes = request.slips.iter();
        let codes = codes.filter_map(|id| Some((*id, self.codes.get(id)?.clone())));
        self.print_these(&codes.collect::<Vec<_>>(), request, now)
    }

    /// The same, of codes that do not lie on this desk but in the family's vault.
    ///
    /// # Errors
    ///
    /// As [`printing::print`].
    pub fn print_these(
        &mut self,
        codes: &[(u32, Checked)],
        request: &PrintRequest,
        now: &Zoned,
    ) -> Result<PrintView, ProblemView> {
        let lang = self.settings.lang;
        let printer = self.printer().cloned();
        if request.calibrate {
            let job = printing::calibrate(printer.as_ref(), &request.langs, &self.fonts);
            return Ok(self.hold(job.map_err(|p| p.view(lang))?));
        }
        let codes: Vec<_> = codes.iter().map(|(id, checked)| (*id, checked)).collect();
        let options = printing::Options {
            stock: request.stock,
            own: self.settings.own_size,
            printer: printer.as_ref(),
            start: request.start,
            pages: request.pages,
            notch: request.notch,
            langs: &request.langs,
            even_refused: request.even_refused,
            zone: now.time_zone(),
        };
        let job = printing::print(&codes, &options, &self.fonts).map_err(|p| p.view(lang))?;
        Ok(self.hold(job))
    }

    /// The printer that is printed on, if its measures are known.
    fn printer(&self) -> Option<&Printer> {
        let settings = &self.settings;
        let chosen = |printer: &&Printer| printer.name == settings.printer;
        settings.printers.iter().find(chosen)
    }

    fn hold(&mut self, job: Job) -> PrintView {
        let id = self.id();
        let view = job.view(id);
        self.job = Some((id, job));
        view
    }

    /// The same, of a school's cards.
    ///
    /// # Errors
    ///
    /// As [`printing::cards`].
    pub fn print_cards(&mut self, cards: &Cards, start: u32) -> Result<PrintView, ProblemView> {
        let lang = self.settings.lang;
        let job = printing::cards(cards, start, lang, &self.fonts).map_err(|p| p.view(lang))?;
        let id = self.id();
        let view = job.view(id);
        self.job = Some((id, job));
        Ok(view)
    }

    /// The cards of this very list once more, from another place: `None` if it is not the one that was signed last.
    ///
    /// # Errors
    ///
    /// As [`printing::cards`].
    pub fn print_signed(
        &mut self,
        request: &SchoolListRequest,
        start: u32,
    ) -> Result<Option<PrintView>, ProblemView> {
        let Some((list, cards)) = self.signed.take_if(|(list, _)| list == request) else {
            return Ok(None);
        };
        let view = self.print_cards(&cards, start);
        self.signed = Some((list, cards));
        view.map(Some)
    }

    /// Lays newly signed cards out, and remembers of which list they are.
    ///
    /// # Errors
    ///
    /// As [`printing::cards`].
    pub fn print_newly_signed(
        &mut self,
        request: SchoolListRequest,
        cards: Cards,
        start: u32,
    ) -> Result<PrintView, ProblemView> {
        let view = self.print_cards(&cards, start);
        self.signed = Some((request, cards));
        view
    }

    /// A page (from 0) of a print job as PNG, drawn from the very bytes that will be saved.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the job or the page is gone.
    pub fn print_page(&self, job: u32, page: u32) -> Result<Vec<u8>, ProblemView> {
        self.job(job)
            .and_then(|job| job.page_png(page as usize))
            .map_err(|p| self.words(&p))
    }

    /// A file name to suggest for a job. It names no person.
    pub fn print_name(&self, now: &Zoned) -> String {
        format!("kincode-{}.pdf", now.date())
    }

    /// Saves a print job; a file that is there is replaced, as the save dialog has asked.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the job is gone, [`Code::Save`] if it could not be written whole.
    pub fn save_print(&self, job: u32, path: &Path) -> Result<Saved, ProblemView> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let save = |job: &Job| {
            files::write_whole(path, job.pdf(), true)
                .map_err(|_| Problem::new(Code::Save, name.as_str()))
        };
        self.job(job).and_then(save).map_err(|p| self.words(&p))?;
        Ok(Saved { name })
    }

    /// Writes a print job to a folder of its own for the system's viewer. The folder is readable by
    /// its owner only and vanishes with [`Desk::clear`] and when the window closes.
    ///
    /// # Errors
    ///
    /// As [`Desk::save_print`].
    pub fn copy_for_viewer(&mut self, job: u32, now: &Zoned) -> Result<PathBuf, ProblemView> {
        if self.handed_out.is_none() {
            let made = tempfile::Builder::new().prefix("kincode-").tempdir();
            self.handed_out = Some(made.map_err(|_| self.words(&Problem::new(Code::Viewer, "")))?);
        }
        let folder = self
            .handed_out
            .as_ref()
            .map(TempDir::path)
            .unwrap_or(Path::new(""));
        let path = folder.join(self.print_name(now));
        self.save_print(job, &path)?;
        Ok(path)
    }

    /// Forgets the print job, and the copies made for the viewer: what was printed may be the family's, whose vault is
    /// locked now.
    pub fn forget_prints(&mut self) {
        self.job = None;
        self.signed = None;
        self.handed_out = None;
    }
}
