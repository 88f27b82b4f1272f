using System.Text;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>One item of a response's output: a message, or a function call.</summary>
internal sealed class ResponseItem
{
    /// <summary>A message that grows.</summary>
    public ResponseItem(string id, bool isRefusal = false) => (Id, IsRefusal) = (id, isRefusal);

    /// <summary>A call.</summary>
    public ResponseItem(string id, FunctionCallContent call) => (Id, Call) = (id, call);

    public string Id { get; }

    public FunctionCallContent? Call { get; }

    /// <summary>The message says that the model will not answer.</summary>
    public bool IsRefusal { get; }

    public StringBuilder Text { get; } = new();
}
