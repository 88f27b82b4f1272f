namespace Groundwork.Knowledge;

/// <summary>How a model is asked to write its draft.</summary>
public enum DraftForm
{
    /// <summary>Sentences, each followed by <c>[2 "exact words"]</c>.</summary>
    Text,

    /// <summary>An object after a JSON schema, for models and routes that can be held to one. A broken object is mended, or read as text.</summary>
    Json,
}
