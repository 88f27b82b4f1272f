using System.Globalization;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Api.Wire;

/// <summary>Reads values of a query string and says which one is wrong.</summary>
internal static class QueryValues
{
    public static string Text(this HttpRequest request, string name, string otherwise) => request.OptionalText(name) ?? otherwise;

    public static string? OptionalText(this HttpRequest request, string name)
    {
        var values = request.Query[name];
        if (values.Count > 1) throw new InvalidRequestException($"The parameter \"{name}\" stands twice. Name it once.");
        return string.IsNullOrEmpty(values.ToString()) ? null : values.ToString();
    }

    public static string RequiredText(this HttpRequest request, string name) =>
        request.OptionalText(name) ?? throw new InvalidRequestException($"The parameter \"{name}\" is missing.");

    public static int Number(this HttpRequest request, string name, int otherwise) => request.OptionalNumber(name) ?? otherwise;

    public static double Share(this HttpRequest request, string name, double otherwise)
    {
        if (request.OptionalText(name) is not { } text) return otherwise;
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidRequestException($"The parameter \"{name}\" is \"{text}\"; it is a number like 0.8.");
    }

    public static int? OptionalNumber(this HttpRequest request, string name)
    {
        if (request.OptionalText(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidRequestException($"The parameter \"{name}\" is \"{text}\"; it is a whole number.");
    }
}
