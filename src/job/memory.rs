//! How the process asks the system for memory.

/// Gives freed memory back to the system as soon as it can. To be called once, before any other thread runs.
///
/// The allocator of glibc raises its limits by what a program has freed, so that each of the short-lived threads that read a
/// file would keep its buffers for good: a sixth of all memory where the package is small. Elsewhere nothing is done.
pub fn return_memory_early() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fix_thresholds();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the allocator's settings are reached through the C library alone")]
fn fix_thresholds() {
    /// Larger pieces than this are mapped one by one, as large as the buffers of a frame may become.
    const MAPPED: libc::c_int = 1 << 20;
    // SAFETY: sets a number inside the allocator, which takes any.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, MAPPED);
    }
}
