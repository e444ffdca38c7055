//! From codes to a PDF, a picture of it, a file, the system's viewer.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use tempfile::TempDir;

use super::Desk;
use crate::check::Checked;
use crate::printing::{Job, Proving};
use crate::problem::{Code, Problem};
use crate::school::Cards;
use crate::view::{
    PageSpan, PrintRequest, PrintView, Printer, ProblemView, Saved, SchoolListRequest,
};
use crate::{files, printing};

/// What was laid out last.
pub(super) enum Printout {
    /// Not every code has been read back: it can be looked at, and nothing else.
    Proving(Proving),
    /// It can be saved.
    Proven(Job),
}

impl Desk {
    /// Makes the PDF. Its codes are still to be read back, by [`Self::prove`].
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
            return Ok(self.hold(Printout::Proven(job.map_err(|p| p.view(lang))?)));
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
        let proving = printing::print(&codes, &options, &self.fonts).map_err(|p| p.view(lang))?;
        Ok(self.hold(Printout::Proving(proving)))
    }

    /// Reads the codes of so many more pages back. Once there are none left, the job can be saved.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the job is gone, [`Code::NotReadableAgain`] if a code did not read as it should: then it is gone,
    /// too.
    pub fn prove(&mut self, job: u32, pages: u32) -> Result<PrintView, ProblemView> {
        let lang = self.settings.lang;
        let held = self.job.take_if(|(id, _)| *id == job);
        let (_, printout) = held.ok_or_else(|| closed().view(lang))?;
        let printout = match printout {
            Printout::Proving(mut proving) => {
                let mut left = pages;
                while left > 0 && !proving.is_over() {
                    proving.step();
                    left -= 1;
                }
                match proving.is_over() {
                    true => Printout::Proven(proving.finish().map_err(|p| p.view(lang))?),
                    false => Printout::Proving(proving),
                }
            }
            proven => proven,
        };
        let view = printout.view(job);
        self.job = Some((job, printout));
        Ok(view)
    }

    /// The printer that is printed on, if its measures are known.
    fn printer(&self) -> Option<&Printer> {
        let settings = &self.settings;
        let chosen = |printer: &&Printer| printer.name == settings.printer;
        settings.printers.iter().find(chosen)
    }

    fn hold(&mut self, printout: Printout) -> PrintView {
        let id = self.id();
        let view = printout.view(id);
        self.job = Some((id, printout));
        view
    }

    fn printout(&self, id: u32) -> Result<&Printout, Problem> {
        let held = self.job.as_ref().filter(|(held, _)| *held == id);
        held.map(|(_, printout)| printout).ok_or_else(closed)
    }

    /// The same, of a school's cards: of all their pages, or of these.
    ///
    /// # Errors
    ///
    /// As [`printing::cards`].
    pub fn print_cards(
        &mut self,
        cards: &Cards,
        start: u32,
        pages: Option<PageSpan>,
    ) -> Result<PrintView, ProblemView> {
        let lang = self.settings.lang;
        let proving = printing::cards(cards, start, pages, lang, &self.fonts);
        let proving = proving.map_err(|p| p.view(lang))?;
        Ok(self.hold(Printout::Proving(proving)))
    }

    /// The cards of this very list once more, from another place, or other pages of them: `None` if it is not the one that was signed last.
    ///
    /// # Errors
    ///
    /// As [`printing::cards`].
    pub fn print_signed(
        &mut self,
        request: &SchoolListRequest,
        start: u32,
        pages: Option<PageSpan>,
    ) -> Result<Option<PrintView>, ProblemView> {
        let Some((list, cards)) = self.signed.take_if(|(list, _)| list == request) else {
            return Ok(None);
        };
        let view = self.print_cards(&cards, start, pages);
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
        pages: Option<PageSpan>,
    ) -> Result<PrintView, ProblemView> {
        let view = self.print_cards(&cards, start, pages);
        self.signed = Some((request, cards));
        view
    }

    /// A page (from 0) of a print job as PNG, drawn from the very bytes that will be saved.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the job or the page is gone.
    pub fn print_page(&self, job: u32, page: u32) -> Result<Vec<u8>, ProblemView> {
        self.printout(job)
            .and_then(|printout| printout.page_png(page as usize))
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
    /// [`Code::Closed`] if the job is gone, [`Code::NotReadableAgain`] as long as not every code has been read back,
    /// [`Code::Save`] if it could not be written whole.
    pub fn save_print(&self, job: u32, path: &Path) -> Result<Saved, ProblemView> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let save = |printout: &Printout| match printout {
            Printout::Proving(_) => Err(Problem::new(Code::NotReadableAgain, "")),
            Printout::Proven(job) => files::write_whole(path, job.pdf(), true)
                .map_err(|_| Problem::new(Code::Save, name.as_str())),
        };
        let saved = self.printout(job).and_then(save);
        saved.map_err(|p| self.words(&p))?;
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

impl Printout {
    fn view(&self, id: u32) -> PrintView {
        match self {
            Self::Proving(proving) => proving.view(id),
            Self::Proven(job) => job.view(id),
        }
    }

    fn page_png(&self, page: usize) -> Result<Vec<u8>, Problem> {
        match self {
            Self::Proving(proving) => proving.page_png(page),
            Self::Proven(job) => job.page_png(page),
        }
    }
}

fn closed() -> Problem {
    Problem::new(Code::Closed, "")
}
