using Groundwork.Knowledge.Understanding;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Understanding;

public sealed class BackReferenceTests
{
    // With seven words that say something, only a word that refers back makes a question need what was said before.
    [Theory]
    [InlineData("fr", "Peut-on y entendre en France un son plus fort que ce bruit ?", false)]
    [InlineData("fr", "Ils coûtent combien ?", true)]
    [InlineData("de", "Wie spät ist es, wenn sie das Haus verlassen?", false)]
    [InlineData("de", "Wie lange dauert dieses Verfahren?", true)]
    [InlineData("nl", "Wat is het verschil tussen die stad en dat dorp?", false)]
    [InlineData("nl", "Hoe duur zijn deze?", true)]
    [InlineData("es", "¿Qué es lo que dice su abogado?", false)]
    [InlineData("es", "¿Cuánto cuestan ellos?", true)]
    [InlineData("it", "Quanti ne abbiamo e che cosa ci vuole?", false)]
    [InlineData("pt", "Qual é o seu nome?", false)]
    [InlineData("zh", "土耳其应该怎么去?", false)]
    [InlineData("zh", "它多少钱?", true)]
    [InlineData("en", "How much does it cost?", true)]
    public void Only_words_that_stand_for_something_said_before_refer_back(string language, string question, bool refers) =>
        BackReference.NeedOf(question, contentWords: 7, new LanguageCode(language)).ShouldBe(refers ? 0.5 : 0);
}
