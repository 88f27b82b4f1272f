using System.Runtime.InteropServices;
using System.Text;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Context;

/// <summary>Everything in a chat request that a model reads, for counting.</summary>
internal static class RequestTexts
{
    /// <summary>Tokens that providers put around a message, at most.</summary>
    public const int PerMessage = 16;

    /// <summary>Tokens of one image, at most: the most expensive size at the providers' published rates, rounded up.</summary>
    public const int PerImage = 50_000;

    /// <summary>Tokens of one image in an estimate.</summary>
    public const int UsualImage = 1_000;

    // Providers describe tool use to the model in words of their own.
    private const int ForTools = 800;
    private const int PerTool = 32;

    // Some templates show arguments with every character beyond ASCII escaped: six bytes for two.
    private const int EscapedBytes = 3;

    /// <summary>Upper bound of input tokens: no tokenizer makes more tokens than bytes.</summary>
    public static long Most(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var most = MostOf(options);
        for (var i = 0; i < messages.Count; i++)
            most += MostOf(messages[i]);
        return most;
    }

    /// <summary>Upper bound of the tokens of one text.</summary>
    public static long MostOf(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>Tokens of one message, by the counter.</summary>
    public static long Count(ChatMessage message, ITokenCounter counter)
    {
        long tokens = 4;
        var contents = message.Contents;
        for (var i = 0; i < contents.Count; i++)
            tokens += Count(contents[i], counter);
        return tokens;
    }

    /// <summary>Tokens of the instructions, tools and schema, by the counter.</summary>
    public static long Count(ChatOptions? options, ITokenCounter counter)
    {
        if (options is null)
            return 0;
        var tokens = options.Instructions is { } instructions ? counter.Count(instructions) + 4 : 0;
        // Schemas are about three bytes to a token.
        return tokens + ((SchemaBytes(options) + ExtraBytes(options.AdditionalProperties)) / 3);
    }

    /// <summary>Tokens of some content, by the counter.</summary>
    public static long Count(AIContent content, ITokenCounter counter) => content switch
    {
        TextContent text => counter.Count(text.Text),
        TextReasoningContent reasoning => counter.Count(reasoning.Text),
        FunctionCallContent call => counter.Count(call.Name) + counter.Count(MessageTexts.Arguments(call)) + 4,
        FunctionResultContent result => counter.Count(MessageTexts.Result(result)) + 4,
        DataContent data => data.HasTopLevelMediaType("image") ? UsualImage : data.Data.Length,
        UriContent => UsualImage,
        ErrorContent error => counter.Count(error.Message),
        _ => 0,
    };

    /// <summary>What a request is made of, for <see cref="ITokenCounter.Learn"/>.</summary>
    /// <returns>False where it holds something that is not text, and so teaches nothing.</returns>
    public static bool TryTally(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ref TextTally tally)
    {
        if (options is { Tools.Count: > 0 } || options?.ResponseFormat is ChatResponseFormatJson { Schema: not null })
            return false;
        if (options?.Instructions is { } instructions)
        {
            tally.Add(instructions);
            tally.Messages++;
        }

        for (var i = 0; i < messages.Count; i++)
        {
            tally.Messages++;
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (contents[j] is not TextContent text)
                    return false;
                tally.Add(text.Text);
            }
        }

        return true;
    }

    private static long MostOf(ChatMessage message)
    {
        var most = PerMessage + MostOf(message.AuthorName);
        var contents = message.Contents;
        for (var i = 0; i < contents.Count; i++)
            most += MostOf(contents[i]);
        return most;
    }

    private static long MostOf(AIContent content) => content switch
    {
        TextContent text => MostOf(text.Text),
        TextReasoningContent reasoning => MostOf(reasoning.Text) + MostOf(reasoning.ProtectedData),
        FunctionCallContent call => MostOf(call.Name) + MostOf(call.CallId) + (EscapedBytes * MostOf(MessageTexts.Arguments(call))) + PerMessage,
        FunctionResultContent result => MostOf(result.CallId) + MostOf(MessageTexts.Result(result)) + PerMessage,
        DataContent data => data.HasTopLevelMediaType("image") ? PerImage : data.Data.Length + PerMessage,
        UriContent => PerImage,
        ErrorContent error => MostOf(error.Message),
        _ => PerMessage,
    };

    private static long MostOf(ChatOptions? options)
    {
        if (options is null)
            return 0;
        var most = options.Instructions is { } instructions ? MostOf(instructions) + PerMessage : 0;
        return most + SchemaBytes(options) + ExtraBytes(options.AdditionalProperties) + (options.Tools is { Count: > 0 } tools ? ForTools + (PerTool * tools.Count) : 0);
    }

    // A server may show its model a grammar, or what a template is told.
    private static long ExtraBytes(AdditionalPropertiesDictionary? members)
    {
        if (members is null)
            return 0;
        long bytes = 0;
        foreach (var (name, value) in members)
            if (value is not null && !PrivateFields.IsPrivate(name))
                bytes += MostOf(name) + JsonMarshal.GetRawUtf8Value(ExtraMembers.ElementOf(value)).Length;
        return bytes;
    }

    private static long SchemaBytes(ChatOptions options)
    {
        long bytes = 0;
        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format)
            bytes += JsonMarshal.GetRawUtf8Value(schema).Length + MostOf(format.SchemaName) + MostOf(format.SchemaDescription);
        if (options.Tools is not { } tools)
            return bytes;
        for (var i = 0; i < tools.Count; i++)
        {
            bytes += MostOf(tools[i].Name) + MostOf(tools[i].Description);
            if (tools[i] is AIFunctionDeclaration function)
                bytes += JsonMarshal.GetRawUtf8Value(function.JsonSchema).Length;
        }

        return bytes;
    }
}
