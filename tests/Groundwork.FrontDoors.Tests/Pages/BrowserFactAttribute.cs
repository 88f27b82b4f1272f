namespace Groundwork.FrontDoors.Tests.Pages;

/// <summary>A fact seen through a real browser; skipped by name on a machine that has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium)) Skip = $"There is no {Chromium} on this machine; install the package chromium.";
    }
}
