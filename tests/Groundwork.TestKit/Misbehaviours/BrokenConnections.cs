namespace Groundwork.TestKit;

/// <summary>What goes wrong before there is a reply. <see cref="ScriptedModelServer.AddressFor"/> tells where it happens.</summary>
internal static class BrokenConnections
{
    public const string Refused = "refused-connection";
    public const string Tls = "tls-failure";
    public const string NotHttp = "not-http";
    public const string GarbledChunks = "chunked-garbage";

    public static IReadOnlyList<Misbehaviour> All { get; } =
    [
        new("connection-reset-before-the-answer", static turn =>
        {
            turn.Context.Abort();
            return Task.CompletedTask;
        }) { Failure = "Unreachable" },
        Below(Refused),
        Below(Tls),
        Below(NotHttp),
        Below(GarbledChunks) with { Failure = "BrokenStream", IsBelowHttp = false },
    ];

    private static Misbehaviour Below(string name) => new(name, static _ => Task.CompletedTask) { Failure = "Unreachable", IsBelowHttp = true };
}
