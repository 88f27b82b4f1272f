namespace Groundwork.TestKit;

/// <summary>One named way in which a model server misbehaves, and what a good client makes of it.</summary>
/// <param name="Name">Such as <c>cut-before-finish</c>.</param>
/// <param name="Play">What the server does.</param>
public sealed record Misbehaviour(string Name, Func<ScriptedTurn, Task> Play)
{
    /// <summary>The tokens of the good answer, two bytes or more in some of its characters.</summary>
    public static IReadOnlyList<string> Tokens { get; } = ["In ", "the ", "piano, ", "Grüße ", "😀."];

    /// <summary>The good answer.</summary>
    public static string GoodText { get; } = string.Concat(Tokens);

    /// <summary>Wires on which it can happen; all of them.</summary>
    public IReadOnlyList<ModelWire> Wires { get; init; } = Enum.GetValues<ModelWire>();

    /// <summary>It happens to streams.</summary>
    public bool IsForStreams { get; init; } = true;

    /// <summary>It happens to plain answers.</summary>
    public bool IsForPlain { get; init; } = true;

    /// <summary>Name of the failure (of the enumeration <c>ModelFailure</c>) that it is; null where the answer is good all the same.</summary>
    public string? Failure { get; init; }

    /// <summary>Another failure that is as right, where a wire or the moment of a reset decides.</summary>
    public string? OrFailure { get; init; }

    /// <summary>The text of the answer where it is good all the same; <see cref="GoodText"/>.</summary>
    public string Text { get; init; } = GoodText;

    /// <summary>Nothing happens until the client's clock moves to a deadline.</summary>
    public bool NeedsTime { get; init; }

    /// <summary>The request never reaches a model: nothing can have been used.</summary>
    public bool IsBelowHttp { get; init; }

    /// <summary>Every misbehaviour, each under a name of its own.</summary>
    public static IReadOnlyList<Misbehaviour> All { get; } = [.. BrokenStreams.All, .. BrokenBodies.All, .. BrokenStatuses.All, .. OddAnswers.All, .. BrokenConnections.All];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
