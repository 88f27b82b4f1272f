namespace Groundwork.Documents.Processes;

/// <summary>A program that a reader needs, and how people get it.</summary>
/// <param name="Program">Name, looked up in PATH.</param>
/// <param name="Package">Its Debian package.</param>
/// <param name="MacPackage">Its Homebrew formula.</param>
internal sealed record ExternalTool(string Program, string Package, string MacPackage)
{
    /// <summary>"Install it: …".</summary>
    public string HowToInstall => $"Install it: apt install {Package}, or brew install {MacPackage}.";
}
