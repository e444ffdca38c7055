//! The authority over real HTTP on this computer, as a desk meets it.

mod family;
mod home;
mod limits;
mod openssl;
mod operator;
mod published;
mod refused;
mod retry;
mod root;
mod sm2;
