package dev.trikk.operate.jmx;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** A bean whose parts are described by the annotations of its interface. */
final class DescribedBean extends StandardMBean {

    <T> DescribedBean(T bean, Class<T> view) {
        super(bean, view, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return Optional.ofNullable(getMBeanInterface().getAnnotation(Description.class))
                .map(Description::value)
                .orElseGet(info::getDescription);
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return described(info, (info.isIs() ? "is" : "get") + info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return described(info, info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo info, int place) {
        return Optional.ofNullable(parameter(operation, place).getAnnotation(Description.class))
                .map(Description::value)
                .orElseGet(info::getDescription);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo info, int place) {
        return parameter(operation, place).getName();
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return MBeanOperationInfo.ACTION;
    }

    private Parameter parameter(MBeanOperationInfo operation, int place) {
        return method(operation.getName()).getParameters()[place];
    }

    private String described(MBeanFeatureInfo info, String method) {
        return Optional.ofNullable(method(method).getAnnotation(Description.class))
                .map(Description::value)
                .orElseGet(info::getDescription);
    }

    private Method method(String name) {
        return Arrays.stream(getMBeanInterface().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
