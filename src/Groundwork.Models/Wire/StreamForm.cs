namespace Groundwork.Models.Wire;

/// <summary>How a server cuts a stream into events.</summary>
internal enum StreamForm
{
    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>One JSON document in each line.</summary>
    Lines,
}
