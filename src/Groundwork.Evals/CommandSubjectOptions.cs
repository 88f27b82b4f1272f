namespace Groundwork.Evals;

/// <summary>How a program is run for each sample.</summary>
/// <param name="Program">Path of the program, relative to the folder it runs in, or its bare name on the search path. No shell is involved.</param>
/// <param name="Arguments">Arguments; each may hold <c>{{input}}</c>, <c>{{id}}</c> or the name of a variable, and stays one argument whatever is filled in.</param>
/// <param name="Folder">Folder it runs in, absolute.</param>
public sealed record CommandSubjectOptions(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>What it reads from its standard input, with the same places. Default <c>{{input}}</c>; null for nothing.</summary>
    public string? Input { get; init; } = "{{input}}";

    /// <summary>Where the parts of the answer stand in its standard output.</summary>
    public ReplyShape Reply { get; init; } = ReplyShape.PlainText;

    /// <summary>How long it may run. Default one minute; then it and all it started is ended.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of its output, 1..256 Mi. Default 8 Mi; then it is ended.</summary>
    public int MaxOutputBytes { get; init; } = 8 << 20;

    /// <summary>Tells versions of the same program apart, like a commit; part of the fingerprint. Default empty: the program's file and the files among its arguments are then.</summary>
    public string Version { get; init; } = "";
}
