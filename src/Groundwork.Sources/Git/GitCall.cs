namespace Groundwork.Sources.Git;

/// <summary>One call of git.</summary>
/// <param name="Purpose">What it is for, as it follows "git could not".</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Arguments">The command and its arguments.</param>
internal sealed record GitCall(string Purpose, TimeSpan Timeout, params IReadOnlyList<string> Arguments)
{
    /// <summary>Transports that it may use.</summary>
    public string Protocols { get; init; } = "none";

    /// <summary>More settings.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Most bytes of output.</summary>
    public long MaxBytes { get; init; } = 1 << 20;
}
