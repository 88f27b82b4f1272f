namespace Groundwork.Sources.Tests.Git;

/// <summary>A fact that needs git; skipped by name on a machine that does not have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute()
    {
        if (!GitFolder.IsInstalled) Skip = "git is not on this machine.";
    }
}
