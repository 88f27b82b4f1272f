namespace Groundwork.Models;

/// <summary>What a model is asked for.</summary>
public enum ModelUse
{
    /// <summary>Text, tool calls or structured output.</summary>
    Chat,

    /// <summary>Vectors of texts.</summary>
    Embed,

    /// <summary>Relevance of texts to a query.</summary>
    Rerank,
}
