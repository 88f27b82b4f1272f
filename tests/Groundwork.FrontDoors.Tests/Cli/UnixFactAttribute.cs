namespace Groundwork.FrontDoors.Tests.Cli;

/// <summary>A fact about the shell scripts.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "The shell scripts are for Unix.";
    }
}
