namespace Groundwork.TestKit;

/// <summary>The ways of speaking that a scripted model server knows for chat.</summary>
public enum ModelWire
{
    /// <summary><c>/v1/chat/completions</c>, and Azure's deployments.</summary>
    OpenAi,

    /// <summary><c>/v1/messages</c>.</summary>
    Anthropic,

    /// <summary><c>/api/chat</c>.</summary>
    Ollama,

    /// <summary><c>/v1beta/models/…:generateContent</c>.</summary>
    Gemini,
}
