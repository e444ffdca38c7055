//! The service: sockets, and what is published meanwhile.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::authority::Authority;
use crate::{http, publish};

/// A runtime for a service. Requests wait for a thread beside its sockets; those that wait for the disk share its writes.
///
/// # Errors
///
/// If the system gives no threads.
pub fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread()
        .max_blocking_threads(THREADS)
        .enable_all()
        .build()
}

/// Publishes once, then serves until `stop`; what was begun is finished.
///
/// # Errors
///
/// If nothing can be published at the start, or the socket fails.
pub async fn serve(
    authority: Arc<Authority>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let first = Arc::clone(&authority);
    let published = tokio::task::spawn_blocking(move || publish::everything(&first)).await;
    match published {
        Ok(Ok(lists)) => tracing::info!(lists, address = authority.address(), "serving"),
        _ => return Err(std::io::Error::other("nothing can be published")),
    }
    let ticking = tokio::spawn(tick(Arc::clone(&authority)));
    let (told, heard) = oneshot::channel::<()>();
    let stopping = async move {
        stop.await;
        let _ = told.send(());
    };
    let served = axum::serve(listener, http::router(authority)).with_graceful_shutdown(stopping);
    let too_long = async {
        if heard.await.is_err() {
            std::future::pending::<()>().await;
        }
        sleep(GRACE).await;
    };
    let result = tokio::select! {
        result = served => result,
        // Whoever keeps a connection open and says nothing keeps nobody from going.
        () = too_long => Ok(()),
    };
    ticking.abort();
    tracing::info!("ended");
    result
}

/// Publishes every so often, and sweeps once an hour.
async fn tick(authority: Arc<Authority>) {
    let every = authority.settings.limits.publish_every;
    let mut ticks = interval(Duration::from_secs(u64::from(every)));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first one comes at once, and was done before.
    ticks.tick().await;
    let an_hour = 3_600_u32.div_ceil(every);
    for count in 1_u32.. {
        ticks.tick().await;
        let authority = Arc::clone(&authority);
        let done = tokio::task::spawn_blocking(move || {
            if let Err(error) = authority.reread_keys() {
                tracing::error!(%error, "the keys stay as they were");
            }
            let lists = publish::everything(&authority)?;
            tracing::debug!(lists, "published");
            if count % an_hour == 0 {
                publish::sweep(&authority)?;
            }
            Ok::<_, crate::Refusal>(())
        });
        if !matches!(done.await, Ok(Ok(()))) {
            tracing::error!("not everything was published; the next time will try again");
        }
    }
}

/// How long what was begun may take after the service is told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How many requests are worked on at the same time, most of them waiting for the disk.
const THREADS: usize = 96;
