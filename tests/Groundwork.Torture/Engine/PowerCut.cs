namespace Groundwork.Torture.Engine;

/// <summary>How the machine goes down.</summary>
internal enum PowerCut
{
    /// <summary>The process is killed: what was written stays in the page cache and reaches the disk.</summary>
    Killed,

    /// <summary>The power goes: of what was not flushed, any part may be on the disk, and what was removed may be back.</summary>
    Unplugged,

    /// <summary>The disk is full: the operation fails in its middle, and the process goes on.</summary>
    Full,
}
