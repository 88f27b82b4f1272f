namespace Groundwork.FrontDoors.Tests.Cli;

/// <summary>A fact about permissions, which root does not feel: as root it runs the command as another user, with setpriv.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (Prefix is null) Skip = "Permissions are not felt here: neither an ordinary user on Unix nor root with setpriv.";
    }

    /// <summary>What to put before a command; null where no user without privileges can be had.</summary>
    public static string[]? Prefix { get; } = OperatingSystem.IsWindows() ? null
        : !Environment.IsPrivilegedProcess ? []
        : File.Exists("/usr/bin/setpriv") ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        : null;
}
