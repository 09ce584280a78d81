use crate::shell::Result;
pub fn run(_: bool) -> Result<()> {
    Ok(())
}
