namespace Groundwork.Sources;

/// <summary>What a folder source does with symbolic links.</summary>
public enum LinkPolicy
{
    /// <summary>Links to files are read, links to folders are left alone.</summary>
    Files,

    /// <summary>No link is followed.</summary>
    Skip,

    /// <summary>Links to folders are followed too; a folder that was already listed is not listed again, so a loop ends.</summary>
    Follow,
}
